package dev.hypercare.bench.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifelineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void whatAKilledProcessStartedEndsToo() {
        try (ChildJvm parent = start("parent", Parent.class, folder)) {
            ProcessHandle child = ProcessHandle.of(Long.parseLong(parent.awaitReady(PATIENCE)))
                    .orElseThrow();
            assertThat(child.isAlive()).isTrue();

            parent.kill();

            assertThat(child.onExit()).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void whatTheChildThrowsEndsItAsIfItRanAlone() {
        try (ChildJvm child = start("thrower", Thrower.class, folder)) {
            assertThatIllegalStateException().isThrownBy(() -> child.awaitReady(PATIENCE));
            assertThat(child.log()).content().contains("IllegalStateException: thrown by a child");
        }
    }

    private static ChildJvm start(String name, Class<?> main, Path folder) {
        return ChildJvm.start(
                name,
                List.of("-Xmx64m"),
                ChildJvm.ownClassPath(),
                main.getName(),
                List.of(folder.toString()),
                folder.resolve(name + ".log"));
    }

    /** Starts a child and tells its process id. */
    static final class Parent {
        public static void main(String[] args) throws InterruptedException {
            ChildJvm child = start("child", Sleeper.class, Path.of(args[0]));
            System.out.println(ChildJvm.READY + child.pid());
            TimeUnit.MINUTES.sleep(5);
        }
    }

    static final class Sleeper {
        public static void main(String[] args) throws InterruptedException {
            TimeUnit.MINUTES.sleep(5);
        }
    }

    static final class Thrower {
        public static void main(String[] args) {
            throw new IllegalStateException("thrown by a child");
        }
    }
}

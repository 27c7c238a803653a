package dev.hypercare.bench.warm;

import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.streams.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The warm process: runs the applications of one configuration after the other, as {@link RunFiles} says, until it is told to end. */
public final class WarmMain {
    private static final long LOOK_EVERY_MILLIS = 25;

    private WarmMain() {}

    /** The argument is the folder of the process. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        System.out.println(ChildJvm.READY + folder);
        for (int number = 1; ; number++) {
            RunFiles files = RunFiles.of(folder, number);
            await(files.go());
            run(files);
            RunFiles.mark(files.ended());
        }
    }

    private static void run(RunFiles files) throws Exception {
        RocksMemory memory = new RocksMemory();
        Applications applications = Applications.start(PipelineConfig.load(files.settings()), () -> Ticker.NO_TIME_YET);
        try {
            while (!Files.exists(files.end())) {
                if (applications.failure().isDone()) {
                    System.err.println("failed: " + applications.failure().get());
                    Runtime.getRuntime().halt(1);
                }
                memory.look();
                TimeUnit.MILLISECONDS.sleep(250);
            }
            memory.write(files.memory());
        } finally {
            applications.close();
        }
    }

    private static void await(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }
}

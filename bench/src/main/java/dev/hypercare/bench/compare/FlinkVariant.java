package dev.hypercare.bench.compare;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.data.FoundWindow;
import dev.hypercare.bench.files.BenchHome;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A rival on Flink, in a process with its own libraries (module {@code bench/flink}).
 *
 * @param packed whether it writes panes and minutes as bytes ({@link PackedWindows}), not minutes as lines of text
 */
record FlinkVariant(String name, String what, boolean packed) implements Variant {
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(3);
    private static final String MAIN = "dev.hypercare.bench.flink.FlinkMain";

    @Override
    public Dataset.Form form() {
        return Dataset.Form.AVRO;
    }

    @Override
    public ChildJvm start(Run run) {
        makeOutput(run);
        List<String> arguments =
                new ArrayList<>(List.of(name, run.cluster().bootstrap(), Integer.toString(run.threads())));
        arguments.addAll(job(run));
        Run warmUp = run.warmUp();
        if (warmUp != null) {
            makeOutput(warmUp);
            arguments.addAll(job(warmUp));
        }
        List<String> options = new ArrayList<>(Variants.jvm(run));
        for (String opened : List.of("java.lang", "java.util", "java.nio", "sun.nio.ch")) {
            options.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        return ChildJvm.start(
                name, options, classPath(), MAIN, arguments, run.folder().resolve("flink.log"));
    }

    private static List<String> job(Run run) {
        return List.of(
                run.dataset().topic(),
                output(run),
                run.id(),
                run.folder().resolve("state").toString());
    }

    private static void makeOutput(Run run) {
        try {
            run.cluster()
                    .admin()
                    .createTopics(List.of(new NewTopic(output(run), Dataset.PARTITIONS, (short) 1)
                            .configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not make " + output(run) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public List<OffsetTrail> trails(Run run) {
        return List.of(
                new OffsetTrail(run.id(), run.dataset().topic(), run.dataset().calls()));
    }

    @Override
    public Verdict verify(Run run, ChildJvm child, Verification truth) {
        child.awaitResult(ENDS_WITHIN);
        if (packed) {
            PackedWindows windows = new PackedWindows(truth);
            read(run, new ByteArrayDeserializer(), windows::take, truth);
            return windows.verdict();
        }
        read(run, new StringDeserializer(), line -> truth.takeOnce(FoundWindow.parse(line)), truth);
        return truth.verdict();
    }

    private static <V> void read(Run run, Deserializer<V> values, Consumer<V> to, Verification truth) {
        try (TopicReading<byte[], V> reading =
                new TopicReading<>(run.cluster().bootstrap(), output(run), new ByteArrayDeserializer(), values)) {
            reading.read(record -> to.accept(record.value()), () -> truth.missing() == 0);
        }
    }

    private static String output(Run run) {
        return run.dataset().topic("flink");
    }

    private static String classPath() {
        Path target = BenchHome.path().resolve("flink/target");
        try (Stream<Path> files = Files.list(target)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("bench-flink-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> absent(target));
            return jar + ":" + target.resolve("lib") + "/*";
        } catch (java.nio.file.NoSuchFileException e) {
            throw absent(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InvalidInput absent(Path target) {
        return new InvalidInput(
                "the rivals are not built: no bench-flink-*.jar in " + target,
                "Start it with bench/run, or build them: ./mvnw -Dquick -DskipTests -pl bench/flink -am package");
    }
}

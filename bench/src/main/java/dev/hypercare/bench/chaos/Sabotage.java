package dev.hypercare.bench.chaos;

import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Breaks the hook before a commit on purpose, to show that a run notices: what is handed on before the commit is handed on after it.
 * Under exactly-once Kafka Streams calls {@code StateStore.commit} of a running task never, so a timer does it too, which runs right
 * after the commit.
 */
final class Sabotage {
    private static final String SOURCE = "streams-app/src/main/java/dev/hypercare/streams/CommitHook.java";
    private static final Pattern FLUSH = Pattern.compile("public void flushCache\\(\\) \\{");
    private static final Pattern BOUND = Pattern.compile("(\\s)beforeCommit = (\\w+);");
    private static final Pattern COMMIT =
            Pattern.compile("public void commit\\(Map<TopicPartition, Long> (\\w+)\\) \\{\\s*}");

    private Sabotage() {}

    /**
     * Compiles a broken hook.
     *
     * @param home the clone with the source of the product
     * @param directory where its class goes
     * @return what belongs before the product on a class path
     */
    static Path compile(Path home, Path directory) {
        Path source = home.resolve(SOURCE);
        try {
            String broken = breakIt(Files.readString(source));
            Path changed = directory.resolve("source/dev/hypercare/streams/CommitHook.java");
            Path classes = directory.resolve("classes");
            Files.createDirectories(Objects.requireNonNull(changed.getParent()));
            Files.createDirectories(classes);
            Files.writeString(changed, broken);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            if (compiler == null) {
                throw new InvalidInput("this Java has no compiler", "Set JAVA_HOME to a JDK 17 or newer.");
            }
            StringWriter said = new StringWriter();
            try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
                boolean compiled = compiler.getTask(
                                said,
                                files,
                                null,
                                List.of(
                                        "-proc:none",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "-d",
                                        classes.toString()),
                                null,
                                files.getJavaFileObjects(changed))
                        .call();
                if (!compiled) {
                    throw new IllegalStateException("the broken hook does not compile: " + said);
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot break " + source, e);
        }
    }

    /** The source with the flush after the commit. Error: {@link IllegalStateException} where it has not the form it had. */
    static String breakIt(String source) {
        String late = replace(
                FLUSH,
                source,
                "public void flushCache() { due = true; }\n    private boolean due;\n"
                        + "    private void tooLate() {\n        if (!due) { return; }\n        due = false;");
        String timed = replace(
                BOUND,
                late,
                "$1beforeCommit = $2;\n        processorContext.schedule(java.time.Duration.ofMillis(1), "
                        + "org.apache.kafka.streams.processor.PunctuationType.WALL_CLOCK_TIME, at -> tooLate());");
        return replace(COMMIT, timed, "public void commit(Map<TopicPartition, Long> $1) { tooLate(); }");
    }

    private static String replace(Pattern what, String in, String by) {
        Matcher matcher = what.matcher(in);
        if (!matcher.find()) {
            throw new IllegalStateException("CommitHook has no '" + what + "' any more: change Sabotage with it");
        }
        return matcher.replaceFirst(by);
    }
}

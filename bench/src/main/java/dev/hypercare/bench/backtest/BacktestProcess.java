package dev.hypercare.bench.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.Main;
import dev.hypercare.bench.child.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code hypercare rules backtest} as a person does: a process that starts, answers and ends.
 *
 * @param cluster options that name the cluster, such as {@code --bootstrap}
 * @param folder takes what it prints
 * @param patienceSeconds after so long it is killed
 */
record BacktestProcess(List<String> cluster, Path folder, long patienceSeconds) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    BacktestProcess {
        cluster = List.copyOf(cluster);
    }

    /**
     * Runs one.
     *
     * @param rules which, in words
     * @param files the rules; none for those that ship
     * @param from epoch ms
     * @param to epoch ms
     * @param exact from calls, and not from panes
     * @return how long it took. Error: {@link IllegalStateException} where it fails or takes too long
     */
    BacktestTime run(String rules, List<Path> files, long from, long to, boolean exact) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "-Djava.net.preferIPv4Stack=true",
                "-Dhypercare.log=" + folder.resolve("backtest.events"),
                "-cp",
                ChildJvm.ownClassPath(),
                Main.class.getName(),
                "rules",
                "backtest"));
        files.forEach(file -> command.add(file.toString()));
        command.addAll(List.of("--from", Long.toString(from), "--to", Long.toString(to), "--output", "json"));
        command.addAll(cluster);
        if (exact) {
            command.add("--exact");
        }
        Path answer = folder.resolve("backtest.json");
        Path log = folder.resolve("backtest.log");
        long begin = System.nanoTime();
        Process process = started(command, answer, log);
        try {
            if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "the backtest had no answer within " + patienceSeconds + " s; its log is " + log);
            }
        } finally {
            process.destroyForcibly();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    "the backtest ended with " + process.exitValue() + "; what it said is in " + log);
        }
        return BacktestTime.of(rules, exact ? "calls" : "panes", seconds, read(answer));
    }

    private static Process started(List<String> command, Path answer, Path log) {
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(answer.toFile())
                    .redirectError(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("could not start the backtest: " + e.getMessage(), e);
        }
    }

    private static JsonNode read(Path answer) {
        try {
            return MAPPER.readTree(Files.readString(answer));
        } catch (IOException e) {
            throw new UncheckedIOException("the answer of the backtest is no JSON: " + answer, e);
        }
    }
}

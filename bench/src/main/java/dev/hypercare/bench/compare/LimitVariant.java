package dev.hypercare.bench.compare;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.data.FoundWindow;
import dev.hypercare.bench.limit.LimitMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A bare consumer. */
record LimitVariant(String name, String what) implements Variant {
    private static final Duration WRITES_WITHIN = Duration.ofMinutes(2);

    @Override
    public Dataset.Form form() {
        return Dataset.Form.AVRO;
    }

    @Override
    public ChildJvm start(Run run) {
        return ChildJvm.start(
                name,
                Variants.jvm(run),
                ChildJvm.ownClassPath(),
                LimitMain.class.getName(),
                arguments(run),
                run.folder().resolve("limit.log"));
    }

    private List<String> arguments(Run run) {
        List<String> arguments = new ArrayList<>(List.of(
                name,
                run.cluster().bootstrap(),
                Integer.toString(run.threads()),
                file(run).toString(),
                run.dataset().topic(),
                run.id()));
        Run warmUp = run.warmUp();
        if (warmUp != null) {
            arguments.addAll(List.of(warmUp.dataset().topic(), warmUp.id()));
        }
        return arguments;
    }

    @Override
    public List<OffsetTrail> trails(Run run) {
        return List.of(
                new OffsetTrail(run.id(), run.dataset().topic(), run.dataset().calls()));
    }

    @Override
    public Verdict verify(Run run, ChildJvm child, Verification truth) {
        long read = Long.parseLong(child.awaitResult(WRITES_WITHIN)) - Dataset.PARTITIONS;
        if (read != run.dataset().calls()) {
            return Verdict.wrong(
                    "read " + read + " calls (true: " + run.dataset().calls() + ")");
        }
        if (name.equals("limit-poll")) {
            return new Verdict(true, "all read");
        }
        try (BufferedReader lines = Files.newBufferedReader(file(run))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                truth.takeOnce(FoundWindow.parse(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return truth.verdict();
    }

    private static Path file(Run run) {
        return run.folder().resolve("windows.tsv");
    }
}

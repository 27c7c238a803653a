package dev.hypercare.bench.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.format.Format;
import dev.hypercare.normalise.format.RawFormat;
import dev.hypercare.normalise.report.ReportFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Measures parsers in this thread, by its CPU time.
 *
 * @param records of each format
 * @param rounds how often they are gone through; the first half warms up
 */
record ParserRun(int records, int rounds) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant TAKEN = Instant.parse("2025-11-21T12:00:00Z");

    ParserResult measure(RawFormat format) {
        List<byte[]> samples = LogSamples.of(format.name(), records);
        double bytes =
                samples.stream().mapToInt(sample -> sample.length).average().orElseThrow();
        boolean json = samples.get(0)[0] == '{';
        double tree = json ? nanos(samples, ParserRun::tree) : Double.NaN;
        return new ParserResult(format.name(), bytes, nanos(samples, sample -> calls(format, sample)), tree);
    }

    private double nanos(List<byte[]> samples, ToLongFunction<byte[]> work) {
        long done = 0;
        long begun = 0;
        for (int round = 0; round < rounds; round++) {
            if (round == rounds / 2) {
                begun = cpuNanos();
            }
            for (byte[] sample : samples) {
                done += work.applyAsLong(sample);
            }
        }
        double spent = cpuNanos() - begun;
        if (done != (long) rounds * samples.size()) {
            throw new IllegalStateException(done + " of " + (long) rounds * samples.size() + " records were read");
        }
        return spent / samples.size() / (rounds - rounds / 2);
    }

    /** Calls or reports in a record. */
    private static long calls(RawFormat format, byte[] record) {
        long[] calls = {0};
        if (format instanceof Format log) {
            log.parse(record, parsed -> calls[0] += parsed.outcome() instanceof Outcome.Ok<?> ? 1 : 0);
        } else if (format instanceof ReportFormat reports) {
            reports.parse(record, TAKEN, reported -> calls[0] += reported.outcome() instanceof Outcome.Ok<?> ? 1 : 0);
        }
        return calls[0];
    }

    private static long tree(byte[] record) {
        try {
            JsonNode node = JSON.readTree(record);
            return node.isObject() ? 1 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

package dev.hypercare.bench.growth;

import dev.hypercare.bench.compare.SteadyPart;
import dev.hypercare.bench.compare.Verdict;
import dev.hypercare.bench.warm.StoresHeld;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of one point.
 *
 * @param point what was measured
 * @param steady from half to 97 % of its calls
 * @param peakMegabytes the most memory that the process held, its warm-up included
 * @param afterCollection the most that a collection left in the heap, megabytes: what lives, and some garbage
 * @param held by the stores
 * @param windows series and minutes that were verified
 * @param verdict on the output
 */
record GrowthResult(
        GrowthCase point,
        SteadyPart steady,
        long peakMegabytes,
        long afterCollection,
        StoresHeld held,
        int windows,
        Verdict verdict) {
    static final List<String> HEADER = List.of(
            "point",
            "calls M",
            "CPU us/call",
            "thousand calls/s",
            "other cores",
            "peak RSS MB",
            "heap left MB",
            "RocksDB MB",
            "of it write buffers",
            "state on disk MB",
            "windows",
            "output");

    List<String> row() {
        return List.of(
                point.name(),
                format("%.1f", point.dataset().calls() / 1e6),
                format("%.2f", steady.cpuMicros()),
                format("%.0f", steady.callsPerSecond() / 1000),
                format("%.1f", steady.otherCores()),
                Long.toString(peakMegabytes),
                Long.toString(afterCollection),
                megabytes(held.bytes()),
                megabytes(held.writeBufferBytes()),
                megabytes(held.diskBytes()),
                Integer.toString(windows),
                verdict.right() ? verdict.text() : "WRONG: " + verdict.text());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("series", point.series());
        json.put("views", point.views());
        json.put("calls", point.dataset().calls());
        json.put("cpuMicrosPerCall", steady.cpuMicros());
        json.put("callsPerSecond", Math.round(steady.callsPerSecond()));
        json.put("otherCores", steady.otherCores());
        json.put("peakMegabytes", peakMegabytes);
        json.put("heapAfterCollectionMegabytes", afterCollection);
        json.put("rocksDbBytes", held.bytes());
        json.put("rocksDbCacheBytes", held.cacheBytes());
        json.put("rocksDbWriteBufferBytes", held.writeBufferBytes());
        json.put("rocksDbReaderBytes", held.readerBytes());
        json.put("stateDiskBytes", held.diskBytes());
        json.put("windows", windows);
        json.put("right", verdict.right());
        json.put("output", verdict.text());
        return json;
    }

    private static String megabytes(long bytes) {
        return bytes < 0 ? "-" : Long.toString(bytes >> 20);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

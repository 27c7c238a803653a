package dev.hypercare.bench.rules;

import dev.hypercare.rules.RuleLoad;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Measures one case in this process: heap by what a full collection leaves, CPU of the whole process, the collector included.
 *
 * @param warm slices before those that are measured; at least as many as the longest window has seconds
 * @param slices that are measured
 */
record RuleScaleRun(int warm, int slices) {
    private static final int COLLECTIONS = 3;

    RuleScaleResult measure(RuleScaleCase point) {
        long empty = heap();
        long start = System.nanoTime();
        RuleLoad load = new RuleLoad(point.rules(), point.series(), point.match());
        double loadMillis = millis(System.nanoTime() - start);
        long loaded = heap();
        start = System.nanoTime();
        load.slice();
        double firstMillis = millis(System.nanoTime() - start);
        for (int i = 1; i < warm; i++) {
            load.slice();
        }
        long stored = load.storedBytes();
        long verdicts = load.verdicts();
        long[] times = new long[slices];
        long cpu = cpu();
        for (int i = 0; i < slices; i++) {
            start = System.nanoTime();
            load.slice();
            times[i] = System.nanoTime() - start;
        }
        cpu = cpu() - cpu;
        Arrays.sort(times);
        return new RuleScaleResult(
                point,
                load.pairs(),
                loadMillis,
                firstMillis,
                millis(cpu) / slices,
                millis(times[slices / 2]),
                millis(times[slices - 1]),
                loaded - empty,
                heap() - loaded,
                (load.storedBytes() - stored) / slices,
                load.verdicts() - verdicts);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static long cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    /** What lives. */
    private static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

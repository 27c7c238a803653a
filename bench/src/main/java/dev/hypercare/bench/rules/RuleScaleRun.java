package dev.hypercare.bench.rules;

import dev.hypercare.rules.RuleLoad;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Measures one case in this process: heap by what a full collection leaves, CPU of the whole process, the collector included.
 *
 * @param warm seconds before those that are measured; at least as many as the longest window has seconds
 * @param seconds that are measured
 */
record RuleScaleRun(int warm, int seconds) {
    private static final int COLLECTIONS = 3;

    RuleScaleResult measure(RuleScaleCase point) {
        long empty = heap();
        long start = System.nanoTime();
        RuleLoad load = new RuleLoad(point.rules(), point.series(), point.match());
        double loadMillis = millis(System.nanoTime() - start);
        long loaded = heap();
        start = System.nanoTime();
        load.second();
        double firstMillis = millis(System.nanoTime() - start);
        for (int i = 1; i < warm; i++) {
            load.second();
        }
        long stored = load.storedBytes();
        long verdicts = load.verdicts();
        long[] times = new long[seconds];
        long cpu = cpu();
        for (int i = 0; i < seconds; i++) {
            start = System.nanoTime();
            load.second();
            times[i] = System.nanoTime() - start;
        }
        cpu = cpu() - cpu;
        Arrays.sort(times);
        return new RuleScaleResult(
                point,
                load.pairs(),
                loadMillis,
                firstMillis,
                millis(cpu) / seconds,
                millis(times[seconds / 2]),
                millis(times[seconds - 1]),
                loaded - empty,
                heap() - loaded,
                (load.storedBytes() - stored) / seconds,
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

package dev.hypercare.bench.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the operating system knows of a process. Figures that it does not tell are -1. */
public final class ProcessProbe {
    private ProcessProbe() {}

    /** CPU time that the process has taken, all threads, nanoseconds; -1 after its end. */
    public static long cpuNanos(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(-1L);
    }

    /** The most memory that it has held at once, megabytes. */
    public static long peakMegabytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1L);
        } catch (IOException e) {
            return -1;
        }
    }

    /** What a Java process holds in its heap after a full collection, bytes, by the JDK's {@code jcmd}; -1 where there is none. */
    public static long liveHeapBytes(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader lines = asked.inputReader(StandardCharsets.UTF_8)) {
                // The last line has the sums of all classes: instances, then bytes.
                return lines.lines()
                        .filter(line -> line.startsWith("Total"))
                        .map(line -> line.trim().split(" +"))
                        .filter(cells -> cells.length == 3)
                        .mapToLong(cells -> Long.parseLong(cells[2]))
                        .findFirst()
                        .orElse(-1);
            }
        } catch (IOException e) {
            return -1;
        }
    }

    /** CPU time that the whole machine has taken, all processes, nanoseconds. */
    public static long machineNanos() {
        try {
            String[] cells = Files.readString(Path.of("/proc/stat"))
                    .lines()
                    .findFirst()
                    .orElse("")
                    .trim()
                    .split(" +");
            // user, nice, system, irq, softirq; in ticks of a hundredth of a second
            long ticks = 0;
            for (int i : new int[] {1, 2, 3, 6, 7}) {
                ticks += Long.parseLong(cells[i]);
            }
            return ticks * 10_000_000L;
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return -1;
        }
    }
}

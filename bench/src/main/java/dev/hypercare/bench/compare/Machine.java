package dev.hypercare.bench.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What the figures were measured on.
 *
 * @param cores that Java sees
 * @param processor its name; empty where it is not told
 * @param memoryMegabytes of the machine
 * @param system name and version
 * @param java version and vendor
 * @param kafka version of clients and broker
 * @param date of the measurement, UTC
 */
public record Machine(
        int cores, String processor, long memoryMegabytes, String system, String java, String kafka, String date) {
    /** This one, now. */
    public static Machine here() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                system.getTotalMemorySize() >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                AppInfoParser.getVersion(),
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    /** One line for people. */
    public String line() {
        return cores + " cores" + (processor.isEmpty() ? "" : " (" + processor + ")") + ", " + memoryMegabytes / 1024
                + " GiB, " + system + ", Java " + java + ", Kafka " + kafka + ", " + date;
    }

    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}

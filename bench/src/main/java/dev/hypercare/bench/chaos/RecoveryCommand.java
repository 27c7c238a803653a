package dev.hypercare.bench.chaos;

import dev.hypercare.bench.files.RunOutput;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long output stands still when one of three instances is gone. */
@Command(
        name = "recovery",
        description = {
            "Kills one of three instances (kill -9), lets it stay away longer than its session and its transaction last, and brings it back:",
            "how long did the commits of the slowest partition stand still, with and without standbys, by either group protocol?"
        },
        footer = {
            "",
            "Example: three kills in each of two configurations",
            "  bench/run recovery --kills 3 --standbys 0,1 --protocols classic"
        })
public final class RecoveryCommand implements Callable<Integer> {
    @Option(names = "--kills", defaultValue = "5", description = "Kills in each configuration (${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--standbys",
            split = ",",
            defaultValue = "0,1",
            description = "Copies of state (${DEFAULT-VALUE}).")
    private List<Integer> standbys = new ArrayList<>();

    @Option(
            names = "--protocols",
            split = ",",
            defaultValue = "classic,streams",
            description = "Group protocols; streams leaves standbys to the brokers (${DEFAULT-VALUE}).")
    private List<String> protocols = new ArrayList<>();

    @Option(names = "--rate", defaultValue = "1000", description = "Lines a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--apis", defaultValue = "200", description = "APIs, of ten series each (${DEFAULT-VALUE}).")
    private int apis;

    @Option(names = "--warm", defaultValue = "60", description = "Seconds before the first kill (${DEFAULT-VALUE}).")
    private int warmSeconds;

    @Option(names = "--away", defaultValue = "25", description = "Seconds a killed one stays away (${DEFAULT-VALUE}).")
    private int awaySeconds;

    @Option(
            names = "--session",
            defaultValue = "8",
            description = "Session timeout of the instances, seconds (${DEFAULT-VALUE}).")
    private int sessionSeconds;

    @Option(
            names = "--transaction",
            defaultValue = "10",
            description = "Transaction timeout of the instances, seconds (${DEFAULT-VALUE}).")
    private int transactionSeconds;

    @Mixin
    private final RunOutput output = new RunOutput();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (kills < 1 || rate < 10 || !List.of("classic", "streams").containsAll(protocols)) {
            throw new InvalidInput(
                    "--kills " + kills + " --rate " + rate + " --protocols " + protocols
                            + " (expected: at least 1, at least 10, classic or streams)",
                    "See bench/run recovery --help.");
        }
        Path place = output.folder();
        List<RecoveryRun.Measured> all = new ArrayList<>();
        for (String protocol : protocols) {
            for (int copies : standbys) {
                if (protocol.equals("streams") && copies > 0) {
                    out.println("group.protocol streams ignores the standbys of the configuration: left out");
                    continue;
                }
                ProductSettings settings = ProductSettings.DEFAULT
                        .withProtocol(protocol)
                        .withStandbys(copies)
                        .withPatience(sessionSeconds, transactionSeconds);
                out.println(protocol + ", " + copies + " standbys");
                out.flush();
                try {
                    all.add(RecoveryRun.measure(
                            settings,
                            place.resolve(protocol + "-" + copies),
                            kills,
                            rate,
                            apis,
                            warmSeconds * 1000L,
                            awaySeconds * 1000L,
                            out));
                } catch (IllegalStateException e) {
                    out.println("  could not be measured: " + e.getMessage());
                }
            }
        }
        print(all, out);
        output.write(() -> Map.of(
                "kills", kills,
                "rate", rate,
                "apis", apis,
                "sessionSeconds", sessionSeconds,
                "transactionSeconds", transactionSeconds,
                "configurations", json(all)));
        return all.isEmpty() ? 1 : 0;
    }

    private static void print(List<RecoveryRun.Measured> all, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%-9s %8s %6s %14s %14s %14s %14s %10s%n",
                "protocol",
                "standbys",
                "kills",
                "takeover p50",
                "takeover max",
                "return p50",
                "return max",
                "state");
        for (RecoveryRun.Measured measured : all) {
            out.printf(
                    Locale.ROOT,
                    "%-9s %8d %6d %12.1f s %12.1f s %12.1f s %12.1f s %7.1f MB%n",
                    measured.settings().protocol(),
                    measured.settings().standbys(),
                    measured.takeovers().size(),
                    at(measured.takeovers(), 0.5) / 1000.0,
                    at(measured.takeovers(), 1) / 1000.0,
                    at(measured.returns(), 0.5) / 1000.0,
                    at(measured.returns(), 1) / 1000.0,
                    measured.stateBytes() / 1e6);
        }
        out.flush();
    }

    private static List<Map<String, Object>> json(List<RecoveryRun.Measured> all) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (RecoveryRun.Measured measured : all) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("protocol", measured.settings().protocol());
            one.put("standbys", measured.settings().standbys());
            one.put("takeoverMillis", measured.takeovers());
            one.put("returnMillis", measured.returns());
            one.put("stateBytes", measured.stateBytes());
            list.add(one);
        }
        return list;
    }

    private static long at(List<Long> values, double share) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round((sorted.size() - 1) * share));
    }
}

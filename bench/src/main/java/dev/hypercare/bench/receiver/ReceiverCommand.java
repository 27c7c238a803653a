package dev.hypercare.bench.receiver;

import dev.hypercare.bench.files.BenchHome;
import dev.hypercare.bench.files.ResultFile;
import dev.hypercare.bench.files.RunState;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills the broker and the worker while requests are posted to the HTTP receiver, and compares the topic with what was answered. */
@Command(
        name = "receiver",
        description = {
            "Posts requests to the HTTP receiver in a real Connect worker while that and the broker are killed, repeats what was not"
                    + " answered 2xx, and then reads the topic (read_committed).",
            "Exit code 0: every request answered 2xx is in the topic, once under exactly-once. 1: something is lost or doubled."
        },
        footer = {
            "",
            "Example: a short run, and the long one",
            "  bench/run receiver --requests 3000 --kills 3",
            "  bench/run receiver --requests 100000 --kills 20 --seed 1"
        })
public final class ReceiverCommand implements Callable<Integer> {
    @Option(names = "--requests", defaultValue = "100000", description = "How many are posted (${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--kills", defaultValue = "20", description = "How many processes die (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--seed", defaultValue = "1", description = "Makes the order of the kills (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--clients", defaultValue = "32", description = "How many post at once (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--at-least-once", description = "Without transactions: nothing may be lost, some may be doubled.")
    private boolean atLeastOnce;

    @Option(names = "--resume", description = "Go on with the run in --out where it was stopped.")
    private boolean resume;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the run lives, with all logs (target/runs/receiver-<seed> beside the benchmarks).")
    private @Nullable Path directory;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there too.")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (requests < 1 || requests > 100_000_000 || kills < 0 || kills >= requests || clients < 1 || clients > 500) {
            throw new InvalidInput(
                    "--requests " + requests + " --kills " + kills + " --clients " + clients
                            + " (expected: 1 to 100000000, fewer kills than requests, 1 to 500)",
                    "See bench/run receiver --help.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path place = BenchHome.run(directory, "receiver-" + (atLeastOnce ? "alos-" : "") + seed);
        DeliveryRunOptions options = new DeliveryRunOptions(requests, kills, seed, !atLeastOnce, clients, place);
        if (!resume) {
            RunState.refuseSecond(place);
        }
        DeliveryReport report = resume ? DeliveryRun.resume(options, out) : DeliveryRun.begin(options, out);
        report.print(out);
        if (json != null) {
            ResultFile.write(json, report.json());
        }
        return report.passed() ? 0 : 1;
    }
}

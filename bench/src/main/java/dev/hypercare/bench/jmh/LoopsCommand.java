package dev.hypercare.bench.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs JMH. */
@Command(
        name = "loops",
        description = "Measures the inner loops with JMH.",
        footer = {"", "Example: one loop, with what it allocates", "  bench/run loops LatencyHistogramLoop -- -prof gc"
        })
public final class LoopsCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", description = "Regular expressions of loops (all), then --, then options of JMH.")
    private List<String> args = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Main.main(args.toArray(String[]::new));
        return 0;
    }
}

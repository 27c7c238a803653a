package dev.hypercare.bench.ours;

import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.streams.Ticker;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The process of ours: the applications from a configuration file, until it is told to end. No clock: ticks come from the harness. */
public final class OursMain {
    private OursMain() {}

    /** Runs them; the argument is the file. Says that it is ready when all applications are. */
    public static void main(String[] args) throws Exception {
        Applications applications = Applications.start(PipelineConfig.load(Path.of(args[0])), () -> Ticker.NO_TIME_YET);
        Runtime.getRuntime().addShutdownHook(new Thread(applications::close, "end"));
        while (!applications.ready() && !applications.failure().isDone()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        if (!applications.failure().isDone()) {
            System.out.println(ChildJvm.READY + applications.queryUrl());
        }
        System.err.println("failed: " + applications.failure().get());
        System.exit(1);
    }
}

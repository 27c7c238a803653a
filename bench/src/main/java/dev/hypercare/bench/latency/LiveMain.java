package dev.hypercare.bench.latency;

import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import dev.hypercare.bench.child.ChildJvm;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The product's applications in a process of their own, with the wall clock, as {@code hypercare run} has them. */
public final class LiveMain {
    private LiveMain() {}

    /** Runs them; the argument is the configuration file. Says that it is ready when all applications are. */
    public static void main(String[] args) throws Exception {
        Applications applications =
                Applications.start(PipelineConfig.load(Path.of(args[0])), System::currentTimeMillis);
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

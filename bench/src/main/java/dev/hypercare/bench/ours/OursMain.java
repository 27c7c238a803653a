package dev.hypercare.bench.ours;

import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.compare.OffsetTrail;
import dev.hypercare.streams.Ticker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** The process of ours: the applications from a configuration file, until it is told to end. No clock: ticks come from the harness. */
public final class OursMain {
    private static final long LOOK_EVERY_MILLIS = 100;

    private OursMain() {}

    /**
     * Runs them; the first argument is the file. Says that it is ready when all applications are. To warm up they are run before with a second file, until
     * the groups that follow (group, topic, calls of each) have read their topics.
     */
    public static void main(String[] args) throws Exception {
        if (args.length > 1) {
            try (Applications warm = start(args[1])) {
                awaitRead(warm, args);
            }
        }
        Applications applications = start(args[0]);
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

    private static Applications start(String file) {
        return Applications.start(PipelineConfig.load(Path.of(file)), () -> Ticker.NO_TIME_YET);
    }

    private static void awaitRead(Applications applications, String[] args) throws InterruptedException {
        List<OffsetTrail> trails = new ArrayList<>();
        for (int i = 2; i < args.length; i += 3) {
            trails.add(OffsetTrail.of(args, i));
        }
        Map<String, Object> cluster = Map.of(
                "bootstrap.servers",
                PipelineConfig.load(Path.of(args[1])).kafka().bootstrap());
        try (Admin admin = Admin.create(cluster)) {
            for (OffsetTrail trail : trails) {
                while (trail.done(admin) < 1) {
                    if (applications.failure().isDone()) {
                        throw new IllegalStateException("failed while warming up: "
                                + applications.failure().join());
                    }
                    TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
                }
            }
        }
    }
}

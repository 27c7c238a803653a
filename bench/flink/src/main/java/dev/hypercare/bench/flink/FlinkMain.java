package dev.hypercare.bench.flink;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The process of a rival: a job on a mini cluster that reads a topic to its end, exactly once, and writes a record a window. Arguments:
 * variant, bootstrap servers, parallelism; then topic, output topic, group and folder of the job, and the same of one that is run before to
 * warm up.
 */
public final class FlinkMain {
    private FlinkMain() {}

    /** Runs it; ends when the job has. */
    public static void main(String[] args) throws Exception {
        Rival rival = Rival.of(args[0]);
        int parallelism = Integer.parseInt(args[2]);
        if (args.length > 7) {
            run(rival, RivalJob.of(args, 7), parallelism);
        }
        System.out.println("READY " + args[0]);
        run(rival, RivalJob.of(args, 3), parallelism);
        System.out.println("RESULT done");
        System.exit(0);
    }

    private static void run(Rival rival, RivalJob job, int parallelism) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                parallelism, configuration(job.folder(), parallelism, rival.state()));
        rival.build(environment, job);
        environment.execute(job.group());
    }

    private static Configuration configuration(Path folder, int parallelism, String state) {
        Configuration settings = new Configuration();
        settings.setString("state.backend.type", state);
        settings.setString("execution.checkpointing.interval", "1s");
        settings.setString("execution.checkpointing.mode", "EXACTLY_ONCE");
        settings.setString("execution.checkpointing.storage", "filesystem");
        settings.setString(
                "execution.checkpointing.dir",
                folder.resolve("checkpoints").toUri().toString());
        settings.setString("execution.checkpointing.incremental", "true");
        settings.setString("pipeline.object-reuse", "true");
        settings.setString("taskmanager.numberOfTaskSlots", Integer.toString(parallelism));
        settings.setString("taskmanager.memory.managed.size", "512m");
        settings.setString("taskmanager.memory.network.min", "128m");
        settings.setString("taskmanager.memory.network.max", "128m");
        settings.setString(
                "state.backend.rocksdb.localdir", folder.resolve("rocksdb").toString());
        settings.setString("io.tmp.dirs", folder.resolve("tmp").toString());
        settings.setString("rest.bind-port", "0");
        settings.setString("rest.bind-address", "127.0.0.1");
        settings.setString("rest.address", "127.0.0.1");
        return settings;
    }
}

package dev.hypercare.bench.flink;

import dev.hypercare.schemas.events.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * The process of a rival: a job on a mini cluster that reads a topic to its end, exactly once, and writes a line a window. Arguments:
 * variant, bootstrap servers, parallelism; then topic, output topic, group and folder of the job, and the same of one that is run before to
 * warm up.
 */
public final class FlinkMain {
    private static final Duration LATENESS = Duration.ofSeconds(2);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long HOLD_MILLIS = 1000;

    private FlinkMain() {}

    /** One job: what it reads, where it writes, and where its state stands. */
    private record Job(String bootstrap, String topic, String output, String group, Path folder) {
        static Job of(String[] args, int from) {
            return new Job(
                    args[1],
                    args[from],
                    args[from + 1],
                    args[from + 2],
                    Path.of(args[from + 3]).toAbsolutePath());
        }
    }

    /** Runs it; ends when the job has. */
    public static void main(String[] args) throws Exception {
        boolean tuned = switch (args[0]) {
            case "flink-avro-rocksdb" -> false;
            case "flink-tuned" -> true;
            default -> throw new IllegalArgumentException("no such rival: " + args[0]);
        };
        int parallelism = Integer.parseInt(args[2]);
        if (args.length > 7) {
            run(Job.of(args, 7), parallelism, tuned);
        }
        System.out.println("READY " + args[0]);
        run(Job.of(args, 3), parallelism, tuned);
        System.out.println("RESULT done");
        System.exit(0);
    }

    private static void run(Job job, int parallelism, boolean tuned) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                parallelism, configuration(job.folder(), parallelism, tuned));
        DataStream<String> lines = tuned ? tuned(environment, job) : idiomatic(environment, job);
        lines.sinkTo(sink(job));
        environment.execute(job.group());
    }

    /** As the documentation shows it: Avro records through the shuffle, an event-time window, an aggregate. */
    private static DataStream<String> idiomatic(StreamExecutionEnvironment environment, Job job) {
        TypeInformation<SketchTotals> totals = new PlainType<>(SketchTotals.class, SketchTotalsSerializer.INSTANCE);
        return environment
                .fromSource(
                        source(job, new AvroCalls()),
                        WatermarkStrategy.<Call>forBoundedOutOfOrderness(LATENESS)
                                .withTimestampAssigner((call, ingested) ->
                                        call.getCompletedAt().toEpochMilli()),
                        "calls")
                .keyBy(call -> call.getApi() + "\t" + call.getRoute() + "\t" + call.getMethod(), Types.STRING)
                .window(TumblingEventTimeWindows.of(WINDOW))
                .aggregate(new CallTotals(), new SketchLine(), totals, totals, Types.STRING);
    }

    /** Written to win: own decoder, counting before the shuffle, state in heap. */
    private static DataStream<String> tuned(StreamExecutionEnvironment environment, Job job) {
        TypeInformation<LinearTotals> totals = new PlainType<>(LinearTotals.class, LinearTotalsSerializer.INSTANCE);
        return environment
                .fromSource(
                        source(job, new SlimCalls()),
                        WatermarkStrategy.<SlimCall>forBoundedOutOfOrderness(LATENESS)
                                .withTimestampAssigner((call, ingested) -> call.completedAt),
                        "calls")
                .transform("combine", new TupleTypeInfo<>(Types.STRING, totals), new LocalCombine(HOLD_MILLIS))
                .keyBy(local -> local.f0, Types.STRING)
                .window(TumblingEventTimeWindows.of(WINDOW))
                .aggregate(new MergeTotals(), new LinearLine(), totals, totals, Types.STRING);
    }

    private static <T> KafkaSource<T> source(Job job, KafkaRecordDeserializationSchema<T> values) {
        Properties consumer = new Properties();
        consumer.put("max.partition.fetch.bytes", "4194304");
        consumer.put("max.poll.records", "1000");
        consumer.put("receive.buffer.bytes", "1048576");
        return KafkaSource.<T>builder()
                .setBootstrapServers(job.bootstrap())
                .setTopics(job.topic())
                .setGroupId(job.group())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setProperties(consumer)
                .setDeserializer(values)
                .build();
    }

    private static KafkaSink<String> sink(Job job) {
        Properties producer = new Properties();
        producer.put("compression.type", "lz4");
        producer.put("linger.ms", "20");
        producer.put("batch.size", "131072");
        producer.put("transaction.timeout.ms", "600000");
        return KafkaSink.<String>builder()
                .setBootstrapServers(job.bootstrap())
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(KafkaRecordSerializationSchema.<String>builder()
                        .setTopic(job.output())
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(job.group())
                .build();
    }

    private static Configuration configuration(Path folder, int parallelism, boolean tuned) {
        Configuration settings = new Configuration();
        settings.setString("state.backend.type", tuned ? "hashmap" : "rocksdb");
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

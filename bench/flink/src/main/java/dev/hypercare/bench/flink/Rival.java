package dev.hypercare.bench.flink;

import dev.hypercare.schemas.events.Call;
import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/** The rivals. What each of them has to do differs: see docs/benchmarks.md. */
enum Rival {
    /** As the documentation shows it: Avro records through the shuffle, an event-time window, an aggregate; counts and one sketch a minute. */
    AVRO_ROCKSDB("flink-avro-rocksdb", "rocksdb") {
        @Override
        void build(StreamExecutionEnvironment environment, RivalJob job) {
            TypeInformation<SketchTotals> totals = new PlainType<>(SketchTotals.class, SketchTotalsSerializer.INSTANCE);
            environment
                    .fromSource(
                            job.source(new AvroCalls()),
                            WatermarkStrategy.<Call>forBoundedOutOfOrderness(LATENESS)
                                    .withTimestampAssigner((call, ingested) ->
                                            call.getCompletedAt().toEpochMilli()),
                            "calls")
                    .keyBy(call -> call.getApi() + "\t" + call.getRoute() + "\t" + call.getMethod(), Types.STRING)
                    .window(TumblingEventTimeWindows.of(MINUTE))
                    .aggregate(new CallTotals(), new SketchLine(), totals, totals, Types.STRING)
                    .sinkTo(job.sink(new SimpleStringSchema()));
        }
    },

    /** Written to win, with all that the product's panes and minutes hold: own decoder, counting before the shuffle, packed bytes, state in heap. */
    TUNED("flink-tuned", "hashmap") {
        @Override
        void build(StreamExecutionEnvironment environment, RivalJob job) {
            environment
                    .fromSource(
                            job.source(new CallDecoder()),
                            WatermarkStrategy.<CallBytes>forBoundedOutOfOrderness(LATENESS)
                                    .withTimestampAssigner((call, ingested) -> call.completedAt),
                            "calls")
                    .transform(
                            "combine", new PlainType<>(PanePart.class, PanePartSerializer.INSTANCE), new PaneCombine())
                    .keyBy(part -> part.series, Types.STRING)
                    .process(new CloseWindows(), PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                    .sinkTo(job.sink(new PlainBytes()));
        }
    },

    /** The same way with a fraction of the work: six fields of a call, and for each minute four numbers and one histogram. */
    TUNED_SLIM("flink-tuned-slim", "hashmap") {
        @Override
        void build(StreamExecutionEnvironment environment, RivalJob job) {
            TypeInformation<LinearTotals> totals = new PlainType<>(LinearTotals.class, LinearTotalsSerializer.INSTANCE);
            environment
                    .fromSource(
                            job.source(new SlimCalls()),
                            WatermarkStrategy.<SlimCall>forBoundedOutOfOrderness(LATENESS)
                                    .withTimestampAssigner((call, ingested) -> call.completedAt),
                            "calls")
                    .transform("combine", new TupleTypeInfo<>(Types.STRING, totals), new LocalCombine(HOLD_MILLIS))
                    .keyBy(local -> local.f0, Types.STRING)
                    .window(TumblingEventTimeWindows.of(MINUTE))
                    .aggregate(new MergeTotals(), new LinearLine(), totals, totals, Types.STRING)
                    .sinkTo(job.sink(new SimpleStringSchema()));
        }
    };

    private static final Duration LATENESS = Duration.ofSeconds(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long HOLD_MILLIS = 1000;

    private final String argument;
    private final String state;

    Rival(String argument, String state) {
        this.argument = argument;
        this.state = state;
    }

    /** Error: {@link IllegalArgumentException} for a name that there is not. */
    static Rival of(String argument) {
        return Arrays.stream(values())
                .filter(rival -> rival.argument.equals(argument))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such rival: " + argument));
    }

    /** The name of Flink's state backend. */
    String state() {
        return state;
    }

    /** Adds its operators to a job. */
    abstract void build(StreamExecutionEnvironment environment, RivalJob job);
}

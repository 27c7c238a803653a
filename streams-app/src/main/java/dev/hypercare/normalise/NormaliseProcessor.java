package dev.hypercare.normalise;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.normalise.format.CallDraft;
import dev.hypercare.normalise.format.Format;
import dev.hypercare.normalise.format.Parsed;
import dev.hypercare.normalise.format.RawFormat;
import dev.hypercare.normalise.report.Report;
import dev.hypercare.normalise.report.ReportFormat;
import dev.hypercare.normalise.report.Reported;
import dev.hypercare.normalise.route.RouteGuard;
import dev.hypercare.privacy.Masking;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.streams.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes raw records apart and forwards each call to {@link #CALLS} and each rejection to {@link #DEAD_LETTERS}, with a mark of it to {@link
 * #CALLS} so that rules see how many there are. A record timestamp of
 * {@link #UNKNOWN_TIME} stands for one that the producer did not set; the time of processing is the ingest time then, and nothing is
 * too far in the future.
 */
final class NormaliseProcessor implements Processor<byte[], byte @Nullable [], RoutedKey, SpecificRecord> {
    static final String CALLS = "normalise-accepted";
    static final String DEAD_LETTERS = "normalise-rejected";
    static final long UNKNOWN_TIME = 0;

    private static final Logger LOG = LoggerFactory.getLogger(NormaliseProcessor.class);
    private static final String STAGE = "normalise";
    private static final byte[] NOTHING = {};
    /** More than is kept, so that a secret that the cut would halve is masked as a whole. */
    private static final int MASKED = 2 * DeadLetters.MAX_PAYLOAD;

    private final NormaliseConfig config;
    private final Map<String, RawFormat> formatsByTopic;

    // Made anew by each init(): a revived task must not go on with what was never committed.
    private ProcessorContext<RoutedKey, SpecificRecord> context;
    private Normaliser normaliser;
    private Sensor rejectedCalls;
    private Sensor overflowedCalls;
    private Sensor noCalls;

    /** @param formatsByTopic by full topic name */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init() first.
    NormaliseProcessor(NormaliseConfig config, Map<String, RawFormat> formatsByTopic) {
        this.config = config;
        this.formatsByTopic = formatsByTopic;
    }

    @Override
    public void init(ProcessorContext<RoutedKey, SpecificRecord> taskContext) {
        context = taskContext;
        KeyValueStore<String, String> store = context.getStateStore(Stores.ROUTES);
        String task = context.taskId().toString();
        RouteGuard guard = new RouteGuard(config.maxApis(), config.maxRoutesPerApi(), new Memory(store, task));
        restore(store, guard);
        normaliser = new Normaliser(config, guard);
        StreamsMetrics metrics = context.metrics();
        rejectedCalls = metrics.addRateTotalSensor(STAGE, task, "dead-letters", Sensor.RecordingLevel.INFO);
        overflowedCalls = metrics.addRateTotalSensor(STAGE, task, "overflowed-calls", Sensor.RecordingLevel.INFO);
        noCalls = metrics.addRateTotalSensor(STAGE, task, "no-calls", Sensor.RecordingLevel.INFO);
    }

    @Override
    public void process(Record<byte[], byte @Nullable []> record) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        RawFormat format = Objects.requireNonNull(formatsByTopic.get(source.topic()), source.topic());
        byte[] bytes = record.value() == null ? NOTHING : record.value();
        boolean known = record.timestamp() != UNKNOWN_TIME;
        Raw raw = new Raw(bytes, source, known ? record.timestamp() : context.currentSystemTimeMs(), known);
        if (bytes.length > config.maxRecordBytes()) {
            reject(
                    raw,
                    new Parsed(
                            null,
                            0,
                            bytes.length,
                            Outcome.rejected(
                                    "too-large",
                                    null,
                                    bytes.length + " bytes (expected: at most " + config.maxRecordBytes() + ")")));
        } else if (format instanceof Format log) {
            byte[] text = log.text(bytes);
            Raw read = raw.as(text);
            log.parse(text, parsed -> handle(read, log, parsed));
        } else if (format instanceof ReportFormat reports) {
            reports.parse(bytes, Instant.ofEpochMilli(raw.time()), reported -> handle(raw, reported));
        }
    }

    /** The node through which reports go to a topic. */
    static String reported(Topic<?> topic) {
        return "normalise-reported-" + topic.name();
    }

    @Override
    public void close() {
        context.metrics().removeSensor(rejectedCalls);
        context.metrics().removeSensor(overflowedCalls);
        context.metrics().removeSensor(noCalls);
    }

    private void handle(Raw raw, Format format, Parsed parsed) {
        if (parsed.isNoCall()) {
            noCalls.record();
            return;
        }
        if (!(parsed.outcome() instanceof Outcome.Ok<CallDraft> draft)) {
            reject(raw, parsed);
            return;
        }
        long overflowed = normaliser.overflowed();
        Outcome<Call> outcome = normaliser.normalise(draft.value(), format.name(), raw.timeIsKnown() ? raw.time() : -1);
        if (normaliser.overflowed() > overflowed) {
            overflowedCalls.record();
        }
        if (outcome instanceof Outcome.Ok<Call> call) {
            RoutedKey key = new RoutedKey(call.value().getApi(), place(call.value(), raw.source()));
            context.forward(new Record<>(key, call.value(), raw.time()), CALLS);
        } else if (outcome instanceof Outcome.Rejected<Call> why) {
            Outcome<CallDraft> rejected = Outcome.rejected(why.reason(), why.field(), why.detail());
            reject(raw, new Parsed(parsed.index(), parsed.from(), parsed.to(), rejected));
        }
    }

    private void handle(Raw raw, Reported reported) {
        if (reported.isNoReport()) {
            noCalls.record();
            return;
        }
        Outcome<Report> outcome = reported.outcome() instanceof Outcome.Ok<Report> report && raw.timeIsKnown()
                ? report.value().inTime(Instant.ofEpochMilli(raw.time()), config.maxFuture())
                : reported.outcome();
        if (outcome instanceof Outcome.Ok<Report> ok) {
            Report report = ok.value().writtenAt(Instant.ofEpochMilli(context.currentSystemTimeMs()));
            RoutedKey key = new RoutedKey(report.id(), raw.source().partition());
            context.forward(new Record<>(key, report.value(), raw.time()), reported(report.topic()));
        } else if (outcome instanceof Outcome.Rejected<Report> why) {
            Outcome<CallDraft> rejected = Outcome.rejected(why.reason(), why.field(), why.detail());
            reject(raw, new Parsed(reported.index(), 0, raw.bytes().length, rejected));
        }
    }

    /**
     * The partition of the raw record. What a shipper sent again may have come to another one: where such calls are looked for, the
     * hash of the request id, as producers choose by key.
     */
    private int place(Call call, RecordMetadata source) {
        String id = call.getRequestId();
        if (id == null || id.isEmpty() || !config.deduplicated().has(call.getGateway())) {
            return source.partition();
        }
        return Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8)));
    }

    @SuppressWarnings("NullAway") // The mark of a dead letter is a record without a value.
    private void reject(Raw raw, Parsed parsed) {
        Outcome.Rejected<?> why = (Outcome.Rejected<?>) parsed.outcome();
        int length = parsed.to() - parsed.from();
        byte[] masked = Masking.bytes(raw.bytes(), parsed.from(), parsed.from() + Math.min(length, MASKED));
        Record<String, DeadLetter> letter =
                DeadLetters.of(STAGE, why, raw.source(), raw.time(), parsed.index(), masked, length);
        rejectedCalls.record();
        RoutedKey key = new RoutedKey(letter.key(), raw.source().partition());
        context.forward(new Record<>(key, letter.value(), letter.timestamp()), DEAD_LETTERS);
        context.forward(new Record<>(key, null, letter.timestamp(), DeadLetters.mark()), CALLS);
    }

    private static void restore(KeyValueStore<String, String> store, RouteGuard guard) {
        try (KeyValueIterator<String, String> routes = store.all()) {
            routes.forEachRemaining(entry -> {
                int end = entry.key.indexOf(Memory.SEPARATOR);
                guard.restore(entry.key.substring(0, end), entry.key.substring(end + 1));
            });
        }
    }

    /** @param time of ingest, milliseconds */
    private record Raw(byte[] bytes, RecordMetadata source, long time, boolean timeIsKnown) {
        Raw as(byte[] text) {
            return text == bytes ? this : new Raw(text, source, time, timeIsKnown);
        }
    }

    /** Keeps in the store what the guard let in, and tells people what it did not. */
    private record Memory(KeyValueStore<String, String> store, String task) implements RouteGuard.Memory {
        /** In no API and no route: control characters are taken out of both. */
        static final char SEPARATOR = '\n';

        @Override
        public void remember(String api, String route) {
            store.put(api + SEPARATOR + route, "");
        }

        @Override
        public void routesOverflow(String api, int limit, String route) {
            LOG.warn(
                    "API {} has more than {} routes (max-routes-per-api) in task {}: {} and all further new ones are counted as"
                            + " /{overflow}. Describe its routes in normalise.templates, or raise the limit.",
                    api,
                    limit,
                    task,
                    route);
        }

        @Override
        public void apisOverflow(int limit, String api) {
            LOG.warn(
                    "More than {} APIs (max-apis) in task {}: {} and all further new ones are counted as {overflow}. Name your APIs"
                            + " in normalise.apis, or raise the limit.",
                    limit,
                    task,
                    api);
        }
    }
}

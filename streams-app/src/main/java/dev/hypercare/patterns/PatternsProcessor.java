package dev.hypercare.patterns;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.PatternRule;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.DeadLetters;
import dev.hypercare.streams.Decoding;
import dev.hypercare.streams.PromptCommit;
import dev.hypercare.streams.StageMetrics;
import dev.hypercare.streams.StoreEntries;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/** Runs the desk of a task: records of {@code messages}, and marks that every task gets, as bytes; what the desk decides leaves it. */
final class PatternsProcessor implements Processor<byte[], byte[], String, PatternsProcessor.Output> {
    /** What leaves the step. */
    sealed interface Output {
        /** A pattern, keyed by id. */
        record Told(Pattern pattern) implements Output {}

        /** Nothing is told any more of the pattern that is the key. */
        record Gone() implements Output {}

        /** A verdict, keyed by series. */
        record Said(Verdict verdict) implements Output {}

        /** Everything up to the instant of the tick in the headers was told. */
        record Time() implements Output {}

        /** Cannot be used. */
        record Refused(DeadLetter letter) implements Output {}
    }

    private static final String STAGE = "patterns";

    private final PatternsConfig config;
    private final List<PatternRule> rules;
    private final Deserializer<MessageCounts> counts;
    private final Deserializer<Mark> marks;
    private final Deserializer<CatalogEntry> entries;
    private final String messages;
    private final int partitions;
    private final Map<String, Known> known = new HashMap<>();
    private @Nullable PatternDesk desk;
    private @Nullable Forwarding out;
    private @Nullable StageMetrics metrics;
    private long refused;

    PatternsProcessor(PatternsConfig config, List<PatternRule> rules, Wiring wiring) {
        this.config = config;
        this.rules = rules;
        this.counts = wiring.serde(Topics.MESSAGES).deserializer();
        this.marks = wiring.serde(Topics.MARKS).deserializer();
        this.entries = wiring.serde(Topics.CATALOG).deserializer();
        this.messages = wiring.name(Topics.MESSAGES);
        this.partitions = wiring.partitions();
    }

    @Override
    public void init(ProcessorContext<String, Output> context) {
        // A task that was closed dirty is revived with this same object: everything in the heap starts anew.
        ReadOnlyKeyValueStore<String, byte[]> catalog = context.getStateStore(Stores.CATALOG);
        out = new Forwarding(context);
        close();
        metrics = new StageMetrics(STAGE, context);
        refused = 0;
        desk = new PatternDesk(
                config,
                rules,
                partitions,
                api -> entry(api, catalog.get(api)),
                new Stored(
                        context.getStateStore(Stores.MESSAGE_PANES),
                        context.getStateStore(Stores.PATTERN_MEMORY),
                        context.getStateStore(Stores.PATTERNS),
                        counts(context)),
                out);
        desk.restore();
    }

    private static Map<Resolution, WindowStore<String, byte[]>> counts(ProcessorContext<String, Output> context) {
        Map<Resolution, WindowStore<String, byte[]>> counts = new EnumMap<>(Resolution.class);
        PatternCounts.KEPT.forEach(
                resolution -> counts.put(resolution, context.getStateStore(Stores.patternCounts(resolution))));
        return counts;
    }

    /** The store hands out the same bytes until an entry changes, so each is decoded once. */
    private @Nullable CatalogEntry entry(String api, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        Known before = known.get(api);
        if (before != null && before.bytes == bytes) {
            return before.entry;
        }
        CatalogEntry entry = entries.deserialize(Topics.CATALOG.name(), bytes);
        known.put(api, new Known(bytes, entry));
        return entry;
    }

    private record Known(byte[] bytes, CatalogEntry entry) {}

    @Override
    public void process(Record<byte[], byte[]> record) {
        Forwarding to = Objects.requireNonNull(out, "init comes first");
        PatternDesk at = Objects.requireNonNull(desk, "init comes first");
        RecordMetadata source = to.context.recordMetadata().orElseThrow();
        to.timestamp = Math.max(0, record.timestamp());
        if (!source.topic().equals(messages)) {
            mark(record, at);
            return;
        }
        Outcome<MessageCounts> read = read(record.value(), at);
        if (read instanceof Outcome.Ok<MessageCounts> ok) {
            to.newest = Long.MIN_VALUE;
            take(ok.value(), source.offset(), at);
            PromptCommit.after(to.newest, to.context);
        } else if (read instanceof Outcome.Rejected<MessageCounts> why) {
            byte[] bytes = record.value() == null ? new byte[0] : record.value();
            var letter = DeadLetters.of(STAGE, why, source, record.timestamp(), null, bytes, bytes.length);
            to.forward(letter.key(), new Output.Refused(letter.value()));
            Objects.requireNonNull(metrics, "init comes first").total("dead-letters", ++refused);
        }
    }

    /** When panes were closed, which is what costs, the task tells of itself. */
    private void take(MessageCounts counts, long offset, PatternDesk at) {
        StageMetrics tell = Objects.requireNonNull(metrics, "init comes first");
        long begun = tell.begin();
        if (!at.take(counts, offset)) {
            return;
        }
        tell.took("take-up", begun);
        DeskFigures figures = at.figures();
        tell.level("patterns", figures.patterns());
        tell.level("templates", figures.templates());
        tell.level("waiting", figures.waiting());
        tell.total("overflowed-calls", figures.overflowed());
        tell.total("evicted", figures.evicted());
        tell.total("told", Objects.requireNonNull(out, "init comes first").told);
    }

    @Override
    public void close() {
        if (metrics != null) {
            metrics.close();
        }
    }

    private Outcome<MessageCounts> read(byte @Nullable [] value, PatternDesk at) {
        if (value == null) {
            return Outcome.rejected("missing-value", null, "a record without a value (expected: messages, or time)");
        }
        Outcome<MessageCounts> read = Decoding.read(counts, messages, value, "messages");
        return read instanceof Outcome.Ok<MessageCounts> ok ? at.check(ok.value()) : read;
    }

    /** One that cannot be read counts as none here: the stage alerts, which reads the same topic, writes its dead letter. */
    private void mark(Record<byte[], byte[]> record, PatternDesk at) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            at.mark(key, null);
        } else if (Decoding.read(marks, Topics.MARKS.name(), record.value(), "a mark") instanceof Outcome.Ok<Mark> ok) {
            at.mark(key, ok.value());
        }
    }

    /** Passes on what is decided, with the timestamp of the record that led to it. */
    private static final class Forwarding implements PatternOutput {
        private final ProcessorContext<String, Output> context;
        private long timestamp;
        /** Event time of the newest verdict of this record. */
        private long newest;

        private long told;

        private Forwarding(ProcessorContext<String, Output> context) {
            this.context = context;
        }

        private void forward(String key, Output output) {
            context.forward(new Record<>(key, output, timestamp));
        }

        @Override
        public void told(Pattern pattern) {
            told++;
            forward(pattern.getId(), new Output.Told(pattern));
        }

        @Override
        public void gone(String id) {
            forward(id, new Output.Gone());
        }

        @Override
        public void said(Verdict verdict) {
            forward(verdict.getSeries(), new Output.Said(verdict));
            newest = Math.max(newest, verdict.getAt().toEpochMilli());
        }

        @Override
        public void time(long upTo) {
            String key = Tick.key(STAGE, context.taskId().partition());
            context.forward(new Record<>(key, new Output.Time(), timestamp, Tick.headers(upTo)));
        }
    }

    /** The memory of the desk in the stores of the task; what is put is part of the task's transaction. */
    private record Stored(
            KeyValueStore<String, MessageCounts> panes,
            KeyValueStore<String, byte[]> memory,
            KeyValueStore<String, Pattern> patterns,
            Map<Resolution, WindowStore<String, byte[]>> windows)
            implements PatternMemory {
        @Override
        public void putMessages(long takenWith, long offset, MessageCounts counts) {
            panes.put(hex(takenWith) + hex(offset), counts);
        }

        @Override
        public void takeMessages(long from, long until, Consumer<MessageCounts> action) {
            List<String> taken = new ArrayList<>();
            // From where the last ones were taken away: what was deleted before that need not be gone through.
            try (KeyValueIterator<String, MessageCounts> range = panes.range(hex(from), hex(until))) {
                while (range.hasNext()) {
                    KeyValue<String, MessageCounts> entry = range.next();
                    action.accept(entry.value);
                    taken.add(entry.key);
                }
            }
            taken.forEach(panes::delete);
        }

        private static String hex(long value) {
            return HexFormat.of().toHexDigits(value);
        }

        @Override
        public void put(String key, byte[] value) {
            memory.put(key, value);
        }

        @Override
        public void delete(String key) {
            memory.delete(key);
        }

        @Override
        public void each(BiConsumer<String, byte[]> action) {
            StoreEntries.each(memory, action);
        }

        @Override
        public void putPattern(Pattern pattern) {
            patterns.put(pattern.getId(), pattern);
        }

        @Override
        public void deletePattern(String id) {
            patterns.delete(id);
        }

        @Override
        public void eachPattern(Consumer<Pattern> action) {
            StoreEntries.each(patterns, (id, pattern) -> action.accept(pattern));
        }

        @Override
        public byte @Nullable [] counts(Resolution resolution, String api, long start) {
            return of(resolution).fetch(api, start);
        }

        @Override
        public void putCounts(Resolution resolution, String api, long start, byte[] counts) {
            of(resolution).put(api, counts, start);
        }

        private WindowStore<String, byte[]> of(Resolution resolution) {
            return Objects.requireNonNull(windows.get(resolution), "all that are kept");
        }
    }
}

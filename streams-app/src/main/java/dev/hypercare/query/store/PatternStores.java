package dev.hypercare.query.store;

import dev.hypercare.query.PatternReader;
import dev.hypercare.query.PatternSource;
import dev.hypercare.schemas.events.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The patterns that are kept, and how many calls they had. */
final class PatternStores implements PatternReader {
    private final Supplier<List<Pattern>> messages;
    private final Supplier<List<Pattern>> tickets;
    private final PatternSource source;

    /**
     * @param messages reads all of messages
     * @param tickets reads all of tickets
     */
    PatternStores(Supplier<List<Pattern>> messages, Supplier<List<Pattern>> tickets, PatternSource source) {
        this.messages = messages;
        this.tickets = tickets;
        this.source = source;
    }

    /** All patterns of a store. */
    static List<Pattern> all(ReadOnlyKeyValueStore<String, Pattern> store) {
        List<Pattern> patterns = new ArrayList<>();
        try (KeyValueIterator<String, Pattern> all = store.all()) {
            all.forEachRemaining(entry -> patterns.add(entry.value));
        }
        return patterns;
    }

    @Override
    public List<Pattern> patterns() {
        return messages.get();
    }

    @Override
    public List<Pattern> subjects() {
        return tickets.get();
    }

    @Override
    public PatternSource source() {
        return source;
    }
}

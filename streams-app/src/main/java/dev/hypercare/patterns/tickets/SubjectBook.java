package dev.hypercare.patterns.tickets;

import dev.hypercare.patterns.tickets.text.Clues;
import dev.hypercare.patterns.tickets.text.SubjectClusterer;
import dev.hypercare.patterns.tickets.text.SubjectText;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The subjects of all tickets with their histories; each tenant may have its own. What is told are patterns of kind TICKET. */
final class SubjectBook {
    static final String MINED = "u|";
    static final String HISTORY = "h|";
    /** Tenants that have subjects of their own; all others share some. */
    static final int MOST_SCOPES = 200;

    private static final String OVERFLOW = SubjectHistory.OVERFLOW;
    private static final int WORDS = 8;

    private final Map<String, SubjectClusterer> byScope = new TreeMap<>();
    private final Map<String, SubjectHistory> histories = new TreeMap<>();
    private final Set<String> used = new TreeSet<>();
    private final Set<String> changed = new TreeSet<>();
    private final TicketsConfig config;
    private final TicketMemory memory;
    private final TicketOutput output;
    private final Function<String, @Nullable Long> goLive;
    private BiConsumer<String, List<String>> renamed = (to, tickets) -> {};

    /** @param goLive when an API went live or will, milliseconds; null where that is not known */
    SubjectBook(
            TicketsConfig config, TicketMemory memory, TicketOutput output, Function<String, @Nullable Long> goLive) {
        this.config = config;
        this.memory = memory;
        this.output = output;
        this.goLive = goLive;
    }

    /** Who is told of the tickets whose subject has another id from now on. */
    void onRename(BiConsumer<String, List<String>> listener) {
        renamed = listener;
    }

    /** Rebuilds it from everything that was kept. */
    void restore(Map<String, byte[]> entries) {
        Map<String, Map<String, byte[]>> mined = new TreeMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(MINED)) {
                int colon = key.indexOf(':');
                int end = colon + 1 + Integer.parseInt(key.substring(MINED.length(), colon));
                mined.computeIfAbsent(key.substring(colon + 1, end), unseen -> new TreeMap<>())
                        .put(key.substring(end + 1), value);
            } else if (key.startsWith(HISTORY)) {
                String id = key.substring(HISTORY.length());
                histories.put(id, SubjectHistory.of(id, value));
            }
        });
        mined.forEach((scope, kept) -> clusterer(scope).restore(kept));
    }

    /**
     * Finds the subject of a ticket that is taken up for the first time, counts it there and tells what changes.
     *
     * @param api that it is about; null where that is not known
     * @param at event time at which it is taken up, milliseconds
     * @return the id of the subject; null where the text says nothing
     */
    @Nullable
    String add(Ticket ticket, Clues clues, @Nullable String api, long at) {
        String scope = scope(ticket.getTenant());
        SubjectClusterer clusterer = clusterer(scope);
        used.add(scope);
        SubjectClusterer.Placed placed = clusterer.place(SubjectText.of(ticket.getTitle(), ticket.getText()), at);
        if (placed == null) {
            return null;
        }
        String id = placed.id();
        SubjectHistory history = histories.computeIfAbsent(id, unseen -> new SubjectHistory(id, scope));
        if (placed.forgotten() != null) {
            end(
                    placed.forgotten(),
                    at,
                    "forgotten: there is a place for " + config.subjects().maxSubjects() + " subjects",
                    null);
        }
        if (placed.joined() != null) {
            end(placed.joined(), at, "the same subject as " + id + ", to which it was joined", history);
        }
        Long live = api == null ? null : goLive.apply(api);
        history.add(ticket, clues, api, live != null && ticket.getCreatedAt().toEpochMilli() >= live);
        changed.add(id);
        tell(history, at, placed.joined() != null);
        return id;
    }

    /** Whether a subject has many more tickets than usual. */
    boolean isSurging(@Nullable String id) {
        SubjectHistory history = id == null ? null : histories.get(id);
        return history != null && history.isSurging();
    }

    /** An hour of event time is over: tells every subject that had tickets in it, or whose state changes by it. */
    void closeHour(long hourEnd) {
        for (SubjectHistory history : histories.values()) {
            boolean seen = history.close(hourEnd, config.surge());
            changed.add(history.id);
            tell(history, hourEnd, seen);
        }
    }

    /** Puts what has changed into the memory. */
    void flush() {
        for (String scope : used) {
            String prefix = MINED + scope.length() + ":" + scope + "|";
            clusterer(scope).drain((key, value) -> memory.put(prefix + key, value));
        }
        used.clear();
        for (String id : changed) {
            SubjectHistory history = histories.get(id);
            memory.put(HISTORY + id, history == null ? null : history.toBytes());
        }
        changed.clear();
    }

    private void end(String id, long at, String reason, @Nullable SubjectHistory heir) {
        SubjectHistory history = histories.remove(id);
        changed.add(id);
        if (history == null) {
            return;
        }
        output.pattern(history.end(at, reason));
        output.gone(id);
        if (heir != null) {
            renamed.accept(heir.id, history.tickets());
            heir.absorb(history);
        }
    }

    private void tell(SubjectHistory history, long at, boolean anyway) {
        SubjectClusterer clusterer = clusterer(history.scope);
        String api = history.api();
        Pattern told = history.tell(
                at,
                config.surge(),
                () -> clusterer.words(history.id, WORDS),
                () -> clusterer.aliases(history.id),
                api == null ? null : goLive.apply(api),
                anyway);
        if (told != null) {
            output.pattern(told);
        }
    }

    private String scope(@Nullable String tenant) {
        if (!config.perTenant() || tenant == null) {
            return "";
        }
        return byScope.containsKey(tenant) || byScope.size() < MOST_SCOPES ? tenant : OVERFLOW;
    }

    private SubjectClusterer clusterer(String scope) {
        return byScope.computeIfAbsent(scope, unseen -> new SubjectClusterer(scope, config.subjects()));
    }
}

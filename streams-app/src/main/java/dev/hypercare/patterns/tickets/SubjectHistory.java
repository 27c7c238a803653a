package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.patterns.tickets.text.Clues;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.Ticket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is remembered of a subject of tickets: how many there were and when, what they were about, and what is said of it. Not thread-safe. */
final class SubjectHistory {
    static final long HOUR = 3_600_000;
    /** Hours of the window in which tickets are counted against the usual. */
    static final int WINDOW_HOURS = 6;

    /** The scope of tenants that are too many to have subjects of their own. */
    static final String OVERFLOW = "{overflow}";

    private static final int LAYOUT = 1;
    /** Before so many hours nothing is usual. */
    private static final int HOURS_TO_LEARN = 24;
    /** The usual is a mean of about so many hours. */
    private static final int HOURS_REMEMBERED = 168;

    private static final int MOST = 20;
    private static final long NEVER = Long.MIN_VALUE;

    final String id;
    /** The tenant whose tickets they are; empty for all, {@value #OVERFLOW} for those of too many. */
    final String scope;

    private final TreeMap<Long, Long> perHour = new TreeMap<>();
    private final TreeMap<String, Long> perApi = new TreeMap<>();
    private final DistinctCount consumers = new DistinctCount();
    private final TreeSet<String> routes = new TreeSet<>();
    private final TreeSet<String> codes = new TreeSet<>();
    private final TreeSet<Integer> statuses = new TreeSet<>();
    private final List<String> tickets = new ArrayList<>();
    private String sample = "";
    private @Nullable PatternState state;
    private long firstSeen = Long.MAX_VALUE;
    private long lastSeen = NEVER;
    private long total;
    private long sinceGoLive;
    private long days;
    private long lastDay = NEVER;
    private long hours;
    private double usualPerHour;

    SubjectHistory(String id, String scope) {
        this.id = id;
        this.scope = scope;
    }

    /**
     * Counts a ticket at the time at which it was opened.
     *
     * @param api that it is about; null where that is not known
     * @param isLive whether that API had gone live then
     */
    void add(Ticket ticket, Clues clues, @Nullable String api, boolean isLive) {
        long at = ticket.getCreatedAt().toEpochMilli();
        total++;
        sinceGoLive += isLive ? 1 : 0;
        firstSeen = Math.min(firstSeen, at);
        lastSeen = Math.max(lastSeen, at);
        perHour.merge(Math.floorDiv(at, HOUR), 1L, Long::sum);
        long day = Math.floorDiv(at, 24 * HOUR);
        if (day > lastDay) {
            lastDay = day;
            days++;
        }
        if (api != null && (perApi.containsKey(api) || perApi.size() < MOST)) {
            perApi.merge(api, 1L, Long::sum);
        }
        if (ticket.getConsumer() != null) {
            byte[] name = ticket.getConsumer().getBytes(StandardCharsets.UTF_8);
            consumers.add(DistinctCount.hash(name, 0, name.length));
        }
        addUpTo(routes, clues.routes());
        addUpTo(codes, clues.codes());
        addUpTo(statuses, clues.statuses());
        tickets.add(ticket.getId());
        if (tickets.size() > MOST) {
            tickets.remove(0);
        }
        if (sample.isEmpty()) {
            sample = ticket.getTitle();
        }
    }

    /** Takes over what another subject has that turned out to be the same. */
    void absorb(SubjectHistory other) {
        total += other.total;
        sinceGoLive += other.sinceGoLive;
        if (other.firstSeen < firstSeen) {
            sample = other.sample;
        }
        firstSeen = Math.min(firstSeen, other.firstSeen);
        lastSeen = Math.max(lastSeen, other.lastSeen);
        days = Math.max(days, other.days);
        lastDay = Math.max(lastDay, other.lastDay);
        hours = Math.max(hours, other.hours);
        usualPerHour += other.usualPerHour;
        other.perHour.forEach((hour, count) -> perHour.merge(hour, count, Long::sum));
        other.perApi.forEach((api, count) -> {
            if (perApi.containsKey(api) || perApi.size() < MOST) {
                perApi.merge(api, count, Long::sum);
            }
        });
        consumers.merge(other.consumers);
        addUpTo(routes, other.routes);
        addUpTo(codes, other.codes);
        addUpTo(statuses, other.statuses);
        tickets.addAll(0, other.tickets);
        while (tickets.size() > MOST) {
            tickets.remove(0);
        }
    }

    /** Ids of the last tickets, newest last. */
    List<String> tickets() {
        return List.copyOf(tickets);
    }

    /** The API that most of its tickets are about, of equals the first by name; null where none is known. */
    @Nullable
    String api() {
        return perApi.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    boolean isSurging() {
        return state == PatternState.SURGING;
    }

    /** An hour is over: learns what is usual. Returns whether the subject had tickets in it. */
    boolean close(long hourEnd, SubjectSurge limits) {
        long hour = Math.floorDiv(hourEnd, HOUR) - 1;
        long count = perHour.getOrDefault(hour, 0L);
        if (firstSeen < hourEnd) {
            // Much more than usual does not become the usual at once.
            double most = hours < HOURS_TO_LEARN ? count : Math.max(1, limits.factor() * usualPerHour);
            hours++;
            double step = Math.max(1.0 / hours, 1.0 / HOURS_REMEMBERED);
            usualPerHour += step * (Math.min(count, most) - usualPerHour);
        }
        perHour.headMap(hour - WINDOW_HOURS).clear();
        return count > 0;
    }

    /**
     * What is to be said of it at an event time: its record where the state changed or {@code anyway}, else null.
     *
     * @param words that say what it is about
     * @param aliases ids of subjects that were joined to it
     * @param goLive of its API, milliseconds; null where none is known
     */
    @Nullable
    Pattern tell(
            long at,
            SubjectSurge limits,
            Supplier<List<String>> words,
            Supplier<List<String>> aliases,
            @Nullable Long goLive,
            boolean anyway) {
        long recent = recent(at);
        Double usual = hours < HOURS_TO_LEARN ? null : (Double) (usualPerHour * WINDOW_HOURS);
        Said said = said(at, recent, usual, limits, goLive);
        PatternState before = state;
        state = said.state;
        return anyway || before != state
                ? record(at, said, before, recent, usual, words.get(), aliases.get(), goLive)
                : null;
    }

    /** Its last record: it is no subject of its own any more. */
    Pattern end(long at, String reason) {
        PatternState before = state;
        state = PatternState.QUIET;
        return record(at, new Said(PatternState.QUIET, reason), before, 0, null, List.of(), List.of(), null);
    }

    private record Said(PatternState state, String reason) {}

    private Said said(long at, long recent, @Nullable Double usual, SubjectSurge limits, @Nullable Long goLive) {
        if (at - lastSeen >= limits.quietAfter().toMillis()) {
            return new Said(PatternState.QUIET, "no ticket for " + Durations.show(limits.quietAfter()));
        }
        boolean lasts = state == PatternState.SURGING;
        double enough = usual == null ? Double.MAX_VALUE : usual * (lasts ? limits.factor() / 2 : limits.factor());
        if (recent >= Math.max(enough, lasts ? limits.least() / 2.0 : limits.least())) {
            return new Said(
                    PatternState.SURGING,
                    String.format(Locale.ROOT, "%d tickets in %d h, usual are %.1f", recent, WINDOW_HOURS, usual));
        }
        boolean beforeGoLive = goLive != null && firstSeen < goLive;
        if (at - firstSeen < limits.newFor().toMillis() && !beforeGoLive) {
            return new Said(
                    PatternState.NEW,
                    "first ticket " + Instant.ofEpochMilli(firstSeen)
                            + (goLive == null ? "" : ", after the go-live of " + api()));
        }
        return total >= 3 && days >= 2
                ? new Said(PatternState.RECURRING, total + " tickets on " + days + " days")
                : new Said(
                        PatternState.RARE, total + (total == 1 ? " ticket" : " tickets") + " since it was first seen");
    }

    private long recent(long at) {
        return perHour.tailMap(Math.floorDiv(at - 1, HOUR) - WINDOW_HOURS, false).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private Pattern record(
            long at,
            Said said,
            @Nullable PatternState before,
            long recent,
            @Nullable Double usual,
            List<String> words,
            List<String> aliases,
            @Nullable Long goLive) {
        BinaryWriter sketch = new BinaryWriter();
        consumers.write(sketch);
        return Pattern.newBuilder()
                .setId(id)
                .setKind(PatternKind.TICKET)
                .setTenant(scope.isEmpty() || scope.equals(OVERFLOW) ? null : scope)
                .setApi(api())
                .setTemplate(String.join(" ", words))
                .setAliases(List.copyOf(aliases))
                .setState(said.state)
                .setPreviousState(before)
                .setAt(Instant.ofEpochMilli(at))
                .setReason(said.reason)
                .setFirstSeen(Instant.ofEpochMilli(firstSeen))
                .setLastSeen(Instant.ofEpochMilli(lastSeen))
                .setTotal(total)
                .setSinceGoLive(goLive == null ? null : (Long) sinceGoLive)
                .setRecent(recent)
                .setWindowSeconds((int) (WINDOW_HOURS * HOUR / 1000))
                .setUsual(usual)
                .setApis(List.copyOf(perApi.keySet()))
                .setRoutes(List.copyOf(routes))
                .setErrorCodes(List.copyOf(codes))
                .setStatuses(List.copyOf(statuses))
                .setConsumers(consumers.estimate())
                .setConsumerSketch(consumers.isEmpty() ? null : ByteBuffer.wrap(sketch.toBytes()))
                .setSample(sample)
                .setTickets(List.copyOf(tickets))
                .build();
    }

    private static <T> void addUpTo(TreeSet<T> to, Set<T> more) {
        for (T each : more.stream().sorted().collect(Collectors.toList())) {
            if (to.size() < MOST) {
                to.add(each);
            }
        }
    }

    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.text(scope);
        writer.raw(state == null ? -1 : state.ordinal());
        writer.text(sample);
        for (long each : new long[] {firstSeen, lastSeen, total, sinceGoLive, days, lastDay, hours}) {
            writer.number(each);
        }
        writer.real(usualPerHour);
        consumers.write(writer);
        writer.number(perHour.size());
        perHour.forEach((hour, count) -> {
            writer.number(hour);
            writer.number(count);
        });
        writer.number(perApi.size());
        perApi.forEach((api, count) -> {
            writer.text(api);
            writer.number(count);
        });
        TextList.write(writer, List.copyOf(routes));
        TextList.write(writer, List.copyOf(codes));
        TextList.write(writer, statuses.stream().map(String::valueOf).toList());
        TextList.write(writer, tickets);
        return writer.toBytes();
    }

    /** Error: {@link UnknownLayout}. */
    static SubjectHistory of(String id, byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "histories of subjects");
        SubjectHistory history = new SubjectHistory(id, BinaryWriter.readText(from));
        int state = from.get();
        history.state = state < 0 ? null : PatternState.values()[state];
        history.sample = BinaryWriter.readText(from);
        history.firstSeen = BinaryWriter.readNumber(from);
        history.lastSeen = BinaryWriter.readNumber(from);
        history.total = BinaryWriter.readNumber(from);
        history.sinceGoLive = BinaryWriter.readNumber(from);
        history.days = BinaryWriter.readNumber(from);
        history.lastDay = BinaryWriter.readNumber(from);
        history.hours = BinaryWriter.readNumber(from);
        history.usualPerHour = BinaryWriter.readReal(from);
        history.consumers.mergeFrom(from);
        for (long n = BinaryWriter.readNumber(from); n > 0; n--) {
            history.perHour.put(BinaryWriter.readNumber(from), BinaryWriter.readNumber(from));
        }
        for (long n = BinaryWriter.readNumber(from); n > 0; n--) {
            history.perApi.put(BinaryWriter.readText(from), BinaryWriter.readNumber(from));
        }
        history.routes.addAll(TextList.read(from));
        history.codes.addAll(TextList.read(from));
        TextList.read(from).forEach(status -> history.statuses.add(Integer.valueOf(status)));
        history.tickets.addAll(TextList.read(from));
        return history;
    }
}

package dev.hypercare.patterns;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.patterns.mining.TemplateMiner;
import dev.hypercare.schemas.events.PatternState;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that is remembered of a pattern. What others read of it is made by {@link PatternRecords}. Not thread-safe. */
final class LivePattern {
    static final long NEVER = Long.MIN_VALUE;
    /** Names of each kind, at most. */
    static final int MOST_NAMES = 20;

    static final int MOST_TRACES = 5;
    /** Layout 1 ended with the posts. */
    private static final int LAYOUT = 2;

    /** In the place of {@link #fresh} where it was not kept yet. */
    private static final long UNKNOWN = -1;

    final String id;
    final String api;
    /** As the miner of the API names it. */
    final String mined;

    String template = "";

    @Nullable
    String tenant;
    /** Ids of patterns that were joined to this one, oldest first. */
    final List<String> aliases = new ArrayList<>();

    PatternState state = PatternState.RARE;
    PatternState before = PatternState.RARE;
    /** Pane end from which on the state holds. */
    long stateAt = NEVER;

    String reason = "";
    /** Pane end at which all was looked at last. */
    long lookedAt = NEVER;
    /** Pane end at which it was written last. */
    long toldAt = NEVER;

    long firstSeen = Long.MAX_VALUE;
    long lastSeen = NEVER;
    long total;
    /** The go-live since which {@link #sinceGoLive} counts; {@link #NEVER} for none. */
    long goLive = NEVER;

    long sinceGoLive;
    long recentCalls;

    @Nullable
    Double usualCalls;

    RecentPanes recent = new RecentPanes();
    Usual usual = new Usual(0, 0, 0, 0, 0, 0);
    /** What a pane usually has. */
    Usual usualPane = new Usual(0, 0, 0, 0, 0, 0);
    /** Until when a pane with much more than usual makes it surge. */
    long burstUntil = NEVER;
    /** Starts of the newest windows in which it was seen, oldest first. */
    final Deque<Long> seenWindows = new ArrayDeque<>();
    /** Until when it is new, or has come back. */
    long newsUntil = NEVER;
    /** Calls since it is new, or has come back; 0 while it is neither. */
    long fresh;
    /** What {@link #fresh} was when it was written last. */
    long freshTold;
    /** From when the mark held that the newest comeback belied. */
    long belied = NEVER;

    final NavigableSet<String> routes = new TreeSet<>();
    final NavigableSet<String> versions = new TreeSet<>();
    final NavigableSet<String> errorCodes = new TreeSet<>();
    final NavigableSet<Integer> statuses = new TreeSet<>();
    final DistinctCount consumers = new DistinctCount();

    @Nullable
    String sample;
    /** Newest last. */
    final Deque<String> traceIds = new ArrayDeque<>();

    RulePosts posts = new RulePosts();

    LivePattern(String id, String api, String mined) {
        this.id = id;
        this.api = api;
        this.mined = mined;
    }

    /** Whether nothing was decided of it yet. */
    boolean isUnknown() {
        return lookedAt == NEVER;
    }

    /** Whether it stands for all messages that found no place of their own. */
    boolean isOverflow() {
        return mined.equals(TemplateMiner.OTHER);
    }

    /** Adds what calls of a pane tell. */
    void add(Sightings seen, PatternsConfig config) {
        long window = config.window().toMillis();
        seen.panes().forEach((pane, calls) -> {
            recent.add(pane, calls);
            noteWindow(Math.floorDiv(pane, window) * window, config.recurringWindows());
        });
        long calls = seen.total();
        usual = usual.add(calls);
        usualPane = usualPane.add(calls);
        total += calls;
        fresh += calls;
        firstSeen = Math.min(firstSeen, seen.first);
        lastSeen = Math.max(lastSeen, seen.last);
        if (goLive != NEVER) {
            sinceGoLive += seen.since(goLive);
        }
        addNames(routes, seen.routes);
        addNames(versions, seen.versions);
        addNames(errorCodes, seen.errorCodes);
        addNames(statuses, seen.statuses);
        consumers.merge(seen.consumers);
        seen.traceIds.forEach(this::addTrace);
    }

    private void addTrace(String trace) {
        traceIds.remove(trace);
        traceIds.addLast(trace);
        while (traceIds.size() > MOST_TRACES) {
            traceIds.removeFirst();
        }
    }

    private static <T> void addNames(NavigableSet<T> known, NavigableSet<T> more) {
        for (T name : more) {
            if (known.size() >= MOST_NAMES) {
                return;
            }
            known.add(name);
        }
    }

    private void noteWindow(long start, int most) {
        if (seenWindows.contains(start)) {
            return;
        }
        List<Long> all = new ArrayList<>(seenWindows);
        all.add(start);
        all.sort(null);
        seenWindows.clear();
        seenWindows.addAll(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /** Takes over the history of another that turned out to be the same; both have been brought up to the same window. */
    void join(LivePattern other, int mostWindows) {
        aliases.add(other.id);
        other.aliases.stream().filter(alias -> !aliases.contains(alias)).forEach(aliases::add);
        recent.addAll(other.recent);
        usual = usual.plus(other.usual);
        usualPane = usualPane.plus(other.usualPane);
        burstUntil = Math.max(burstUntil, other.burstUntil);
        fresh += other.fresh;
        freshTold = Math.max(freshTold, other.freshTold);
        other.seenWindows.forEach(start -> noteWindow(start, mostWindows));
        total += other.total;
        sinceGoLive += other.sinceGoLive;
        firstSeen = Math.min(firstSeen, other.firstSeen);
        lastSeen = Math.max(lastSeen, other.lastSeen);
        belied = Math.max(belied, other.belied);
        addNames(routes, other.routes);
        addNames(versions, other.versions);
        addNames(errorCodes, other.errorCodes);
        addNames(statuses, other.statuses);
        consumers.merge(other.consumers);
        other.traceIds.forEach(this::addTrace);
        sample = sample == null ? other.sample : sample;
    }

    /** What is not in the record that others read. */
    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.text(mined);
        writer.text(before.name());
        writer.number(stateAt);
        writer.number(lookedAt);
        writer.number(toldAt);
        writer.number(goLive);
        recent.write(writer);
        usual.write(writer);
        writer.number(seenWindows.size());
        seenWindows.forEach(writer::number);
        writer.number(newsUntil);
        writer.number(belied);
        posts.write(writer);
        writer.number(fresh);
        writer.number(freshTold);
        writer.number(burstUntil);
        usualPane.write(writer);
        return writer.toBytes();
    }

    /** As whom the miner knows the pattern of such bytes. Error: {@link UnknownLayout}. */
    static String minedOf(ByteBuffer from) {
        int layout = from.get();
        if (layout < 1 || layout > LAYOUT) {
            throw new UnknownLayout("a pattern in memory", layout, LAYOUT);
        }
        return BinaryWriter.readText(from);
    }

    /** Reads the rest, after {@link #minedOf}. */
    void restore(ByteBuffer from) {
        before = PatternState.valueOf(BinaryWriter.readText(from));
        stateAt = BinaryWriter.readNumber(from);
        lookedAt = BinaryWriter.readNumber(from);
        toldAt = BinaryWriter.readNumber(from);
        goLive = BinaryWriter.readNumber(from);
        recent = RecentPanes.read(from);
        usual = Usual.read(from);
        long windows = BinaryWriter.readNumber(from);
        for (int i = 0; i < windows; i++) {
            seenWindows.addLast(BinaryWriter.readNumber(from));
        }
        newsUntil = BinaryWriter.readNumber(from);
        belied = BinaryWriter.readNumber(from);
        posts = RulePosts.read(from);
        if (from.hasRemaining()) {
            fresh = BinaryWriter.readNumber(from);
            freshTold = BinaryWriter.readNumber(from);
            burstUntil = BinaryWriter.readNumber(from);
            usualPane = Usual.read(from);
        } else {
            fresh = UNKNOWN;
            usualPane = Usual.from(lookedAt, Resolution.PANE.millis());
        }
    }

    /** Call it when state and counts are known again: what an older version did not keep is taken from these. */
    void restored() {
        if (fresh == UNKNOWN) {
            fresh = switch (state) {
                case NEW -> total;
                case REGRESSED -> recentCalls;
                default -> 0;
            };
            freshTold = fresh;
        }
    }
}

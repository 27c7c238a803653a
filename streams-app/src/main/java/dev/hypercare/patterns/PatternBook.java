package dev.hypercare.patterns;

import dev.hypercare.contract.PatternRule;
import dev.hypercare.contract.Resolution;
import dev.hypercare.patterns.FixedMarks.Fixed;
import dev.hypercare.patterns.PatternStates.Standing;
import dev.hypercare.patterns.mining.Mined;
import dev.hypercare.patterns.mining.TemplateMiner;
import dev.hypercare.patterns.mining.TemplateRow;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All patterns of a task. It is told the messages of closed panes, pane by pane, and what is due at pane ends; what it decides depends on
 * these alone. Not thread-safe.
 */
final class PatternBook {
    private static final String API = "api\n";
    private static final String ROW = "row\n";
    private static final String LIFE = "life\n";

    private final PatternsConfig config;
    private final PatternStates states;
    private final PatternVerdicts verdicts;
    private final int windowSeconds;
    private final KnownApis apis;
    private final FixedMarks marks;
    private final PatternMemory memory;
    private final PatternOutput output;
    private final Map<String, ApiPatterns> scopes = new TreeMap<>();
    private final Map<String, LivePattern> byId = new TreeMap<>();
    private final DueTimes due = new DueTimes();
    private final PatternTallies tallies;
    private long overflowed;
    private long evictions;

    PatternBook(
            PatternsConfig config,
            List<PatternRule> rules,
            KnownApis apis,
            FixedMarks marks,
            PatternMemory memory,
            PatternOutput output) {
        this.config = config;
        this.states = new PatternStates(config);
        this.windowSeconds = (int) config.window().toSeconds();
        this.verdicts = new PatternVerdicts(rules, windowSeconds);
        this.apis = apis;
        this.marks = marks;
        this.memory = memory;
        this.output = output;
        this.tallies = new PatternTallies(memory);
    }

    /** Forgets what is in memory and rebuilds it from what was kept. */
    void restore() {
        scopes.clear();
        byId.clear();
        due.clear();
        Map<String, Long> learned = new TreeMap<>();
        Map<String, List<TemplateRow>> rows = new TreeMap<>();
        Map<String, byte[]> lives = new TreeMap<>();
        memory.each((key, value) -> {
            if (key.startsWith(API)) {
                learned.put(key.substring(API.length()), ByteBuffer.wrap(value).getLong());
            } else if (key.startsWith(ROW)) {
                String api = key.substring(ROW.length(), key.lastIndexOf('\n'));
                rows.computeIfAbsent(api, unseen -> new ArrayList<>()).add(ApiPatterns.row(value));
            } else if (key.startsWith(LIFE)) {
                lives.put(key.substring(LIFE.length()), value);
            }
        });
        learned.forEach((api, from) -> scopes.put(
                api, new ApiPatterns(api, from, TemplateMiner.of(config.mining(), rows.getOrDefault(api, List.of())))));
        memory.eachPattern(record -> {
            LivePattern pattern =
                    PatternRecords.of(record, Objects.requireNonNull(lives.get(record.getId()), "kept together"));
            byId.put(pattern.id, pattern);
            Objects.requireNonNull(scopes.get(pattern.api), "kept before")
                    .byMined
                    .put(pattern.mined, pattern);
            schedule(pattern, pattern.lookedAt);
        });
    }

    /** When the first pattern has to be looked at though nothing comes; {@link DueTimes#NEVER} for never. */
    long firstDue() {
        return due.first();
    }

    /** Takes up the messages of an API with a pane. */
    void takeUp(String api, PaneMessages messages, long at) {
        ApiPatterns scope = scopes.computeIfAbsent(api, unseen -> begin(api, messages, at));
        SortedMap<String, Sightings> touched = new TreeMap<>();
        messages.byMessage().forEach((text, seen) -> {
            Mined mined = scope.miner.mine(text, at);
            mined.joined().forEach(gone -> join(scope, gone, mined.id(), at, touched));
            boolean other = mined.id().equals(TemplateMiner.OTHER);
            LivePattern pattern = pattern(scope, mined.id(), other ? PatternRule.OVERFLOW : mined.template());
            if (pattern.sample == null && !other) {
                pattern.sample = text;
            }
            touched.computeIfAbsent(pattern.id, unseen -> new Sightings()).addAll(seen);
            overflowed += other ? seen.total() : 0;
        });
        Sightings overflow = messages.overflow();
        if (overflow != null) {
            LivePattern pattern = pattern(scope, TemplateMiner.OTHER, PatternRule.OVERFLOW);
            touched.computeIfAbsent(pattern.id, unseen -> new Sightings()).addAll(overflow);
            overflowed += overflow.total();
        }
        List<String> evicted = keep(scope);
        tallies.add(api, touched);
        touched.forEach((id, seen) -> see(scope, Objects.requireNonNull(byId.get(id), "made above"), seen, at));
        evicted.forEach(mined -> evict(scope, mined, at));
    }

    /** Looks at all patterns for which it is time. */
    void doDue(long at) {
        for (String id : due.take(at)) {
            LivePattern pattern = byId.get(id);
            if (pattern == null) {
                continue;
            }
            states.roll(pattern, at);
            if (at >= states.forgottenFrom(pattern)) {
                drop(pattern, "forgotten, because it has not been seen for long", at);
            } else {
                settle(pattern, states.next(pattern, null, at), false, false, apis.entry(pattern.api), at);
            }
        }
    }

    private ApiPatterns begin(String api, PaneMessages messages, long at) {
        long first = messages.byMessage().values().stream()
                .mapToLong(seen -> seen.first)
                .min()
                .orElse(at);
        memory.put(API + api, ByteBuffer.allocate(Long.BYTES).putLong(first).array());
        return new ApiPatterns(api, first, new TemplateMiner(config.mining()));
    }

    private LivePattern pattern(ApiPatterns scope, String mined, String template) {
        LivePattern pattern = scope.byMined.computeIfAbsent(mined, unseen -> {
            LivePattern made = new LivePattern(PatternId.of(PatternKind.MESSAGE, scope.api, mined), scope.api, mined);
            byId.put(made.id, made);
            return made;
        });
        pattern.template = template;
        return pattern;
    }

    /** Writes what the miner has changed; returns the ids of templates that it has forgotten. */
    private List<String> keep(ApiPatterns scope) {
        List<String> gone = new ArrayList<>();
        for (TemplateRow row : scope.miner.changed()) {
            String key = ROW + scope.api + "\n" + row.id();
            List<String> tokens = row.tokens();
            if (tokens == null) {
                memory.delete(key);
                gone.add(row.id());
            } else {
                memory.put(key, ApiPatterns.bytes(row, tokens));
            }
        }
        return gone;
    }

    private void see(ApiPatterns scope, LivePattern pattern, Sightings seen, long at) {
        CatalogEntry entry = apis.entry(pattern.api);
        Long goLive = entry == null || entry.getGoLiveAt() == null
                ? null
                : (Long) entry.getGoLiveAt().toEpochMilli();
        boolean first = pattern.isUnknown();
        if (first) {
            states.begin(pattern, at - Resolution.PANE.millis());
        }
        states.roll(pattern, at);
        countSince(pattern, goLive);
        pattern.tenant = entry == null ? null : entry.getTenant();
        pattern.add(seen, config);
        states.roll(pattern, at);
        if (first && !pattern.isOverflow()) {
            settle(pattern, states.first(pattern, goLive, scope.learnedFrom, at), true, true, entry, at);
        } else {
            Fixed belied = belied(pattern, seen);
            Standing next = states.next(pattern, belied, at);
            if (belied != null) {
                pattern.fresh = seen.total();
                pattern.freshTold = 0;
            }
            settle(pattern, next, true, belied != null, entry, at);
        }
    }

    private @Nullable Fixed belied(LivePattern pattern, Sightings seen) {
        if (marks.isEmpty()) {
            return null;
        }
        List<String> ids = new ArrayList<>(pattern.aliases);
        ids.add(pattern.id);
        Fixed fixed = marks.holding(ids, seen.latestPane());
        return fixed == null || fixed.from() <= pattern.belied ? null : fixed;
    }

    /** A go-live that became known, or another one: what came before it was known is counted as a whole. */
    private static void countSince(LivePattern pattern, @Nullable Long goLive) {
        long from = goLive == null ? LivePattern.NEVER : goLive;
        if (from != pattern.goLive) {
            pattern.goLive = from;
            pattern.sinceGoLive = from != LivePattern.NEVER && from <= pattern.firstSeen ? pattern.total : 0;
        }
    }

    private void settle(
            LivePattern pattern, Standing standing, boolean seen, boolean news, @Nullable CatalogEntry entry, long at) {
        boolean changed = news || pattern.toldAt == LivePattern.NEVER || standing.state() != pattern.state;
        pattern.before = pattern.state;
        if (changed) {
            pattern.state = standing.state();
            pattern.stateAt = at;
            pattern.reason = standing.reason();
        }
        pattern.lookedAt = at;
        if (!PatternStates.isNews(pattern.state)) {
            pattern.fresh = 0;
            pattern.freshTold = 0;
        }
        boolean grown = seen && !changed && states.hasGrown(pattern);
        if (grown) {
            pattern.reason = states.grown(pattern);
        }
        Pattern record = PatternRecords.of(pattern, windowSeconds);
        if (changed || grown || seen && states.isStale(pattern, at)) {
            pattern.toldAt = at;
            pattern.freshTold = pattern.fresh;
            output.told(record);
        }
        Criticality criticality = entry == null ? Criticality.NORMAL : entry.getCriticality();
        verdicts.judge(pattern, seen, criticality, at, output::said);
        schedule(pattern, at);
        memory.putPattern(record);
        memory.put(LIFE + pattern.id, pattern.toBytes());
    }

    private void schedule(LivePattern pattern, long at) {
        long next = Math.min(states.due(pattern, at), verdicts.due(pattern, at));
        due.set(pattern.id, Math.max(at + 1, next));
    }

    private void join(
            ApiPatterns scope, String goneMined, String intoMined, long at, SortedMap<String, Sightings> touched) {
        LivePattern gone = scope.byMined.get(goneMined);
        if (gone == null || goneMined.equals(intoMined)) {
            return;
        }
        LivePattern into = pattern(scope, intoMined, gone.template);
        if (!gone.isUnknown()) {
            if (into.isUnknown()) {
                into.state = gone.state;
                into.stateAt = gone.stateAt;
                into.lookedAt = gone.lookedAt;
                into.newsUntil = gone.newsUntil;
                into.goLive = gone.goLive;
                into.reason = gone.reason;
                states.begin(into, at - Resolution.PANE.millis());
            }
            states.roll(gone, at);
            states.roll(into, at);
            into.join(gone, config.recurringWindows());
            output.gone(gone.id);
        }
        Sightings seen = touched.remove(gone.id);
        if (seen != null) {
            touched.computeIfAbsent(into.id, unseen -> new Sightings()).addAll(seen);
        }
        drop(gone, "joined to the pattern " + into.id, at);
    }

    private void evict(ApiPatterns scope, String mined, long at) {
        LivePattern pattern = scope.byMined.get(mined);
        if (pattern == null) {
            return;
        }
        pattern.before = pattern.state;
        pattern.state = PatternState.QUIET;
        pattern.reason = "forgotten: of an API " + config.mining().maxTemplates()
                + " patterns are kept apart, and newer ones needed its place";
        pattern.lookedAt = at;
        output.told(PatternRecords.of(pattern, windowSeconds));
        drop(pattern, pattern.reason, at);
        evictions++;
    }

    private void drop(LivePattern pattern, String why, long at) {
        verdicts.withdraw(pattern, why, at, output::said);
        due.set(pattern.id, DueTimes.NEVER);
        byId.remove(pattern.id);
        ApiPatterns scope = scopes.get(pattern.api);
        if (scope != null) {
            scope.byMined.remove(pattern.mined);
        }
        memory.deletePattern(pattern.id);
        memory.delete(LIFE + pattern.id);
    }

    /** How many patterns are known. */
    int size() {
        return byId.size();
    }

    /**
     * What is told of the task itself.
     *
     * @param waiting records of messages for panes that are open
     */
    DeskFigures figures(long waiting) {
        int templates =
                scopes.values().stream().mapToInt(scope -> scope.miner.size()).sum();
        return new DeskFigures(byId.size(), templates, waiting, overflowed, evictions);
    }
}

package dev.hypercare.patterns;

import dev.hypercare.contract.PatternRule;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A desk with its memory and what it said, fed in seconds since {@link #START}; a restart makes another desk on the same memory. */
final class DeskOfPatterns {
    static final Instant START = Instant.parse("2027-01-11T08:00:00Z");

    final List<Pattern> told = new ArrayList<>();
    final List<String> gone = new ArrayList<>();
    final List<Verdict> verdicts = new ArrayList<>();
    final HeapPatternMemory memory = new HeapPatternMemory();
    final Map<String, CatalogEntry> catalog = new HashMap<>();
    private final PatternsConfig config;
    private List<PatternRule> rules;
    private final int sources;
    private PatternDesk desk;
    private long offset;

    DeskOfPatterns(PatternsConfig config, List<PatternRule> rules, int sources) {
        this.config = config;
        this.rules = rules;
        this.sources = sources;
        this.desk = made();
    }

    private PatternDesk made() {
        PatternDesk made = new PatternDesk(config, rules, sources, catalog::get, memory, new PatternOutput() {
            @Override
            public void told(Pattern pattern) {
                told.add(pattern);
            }

            @Override
            public void gone(String id) {
                gone.add(id);
            }

            @Override
            public void said(Verdict verdict) {
                verdicts.add(verdict);
            }

            @Override
            public void time(long upTo) {}
        });
        made.restore();
        return made;
    }

    void restart() {
        desk = made();
    }

    /** The same with other rules. */
    void restartWith(List<PatternRule> others) {
        rules = others;
        restart();
    }

    void goLive(String api, long second) {
        catalog.put(
                api,
                CatalogEntry.newBuilder()
                        .setApi(api)
                        .setGoLiveAt(START.plusSeconds(second))
                        .build());
    }

    /** Calls with a message complete at a second; they come from one partition of calls. */
    void calls(int source, String api, long second, String message, long calls) {
        take(messages(source, api, second, List.of(count(second, message, calls))));
    }

    void calls(String api, long second, String message, long calls) {
        calls(0, api, second, message, calls);
    }

    void take(MessageCounts counts) {
        desk.take(counts, offset++);
    }

    /** All partitions have come to a second. */
    void time(long second) {
        for (int source = 0; source < sources; source++) {
            time(source, second);
        }
    }

    void time(int source, long second) {
        take(MessageCounts.newBuilder()
                .setSourcePartition(source)
                .setWatermark(START.plusSeconds(second))
                .build());
    }

    void fixed(String pattern, long second) {
        desk.mark(
                "m" + second,
                Mark.newBuilder()
                        .setId("m" + second)
                        .setKind(MarkKind.FIXED)
                        .setSelector(Map.of("pattern", pattern))
                        .setFrom(START.plusSeconds(second))
                        .setMadeAt(START.plusSeconds(second))
                        .setBy("ann")
                        .build());
    }

    static MessageCounts messages(int source, String api, long second, List<MessageCount> entries) {
        Instant pane = START.plusSeconds(second / 10 * 10);
        return MessageCounts.newBuilder()
                .setSourcePartition(source)
                .setApi(api)
                .setPaneStart(pane)
                .setTakenWith(pane)
                .setEntries(entries)
                .build();
    }

    static MessageCount count(long second, String message, long calls) {
        return MessageCount.newBuilder()
                .setMessage(message)
                .setStatus(502)
                .setRoute("/v1/pay")
                .setCalls(calls)
                .setFirstCompletedAt(START.plusSeconds(second))
                .setLastCompletedAt(START.plusSeconds(second))
                .setTraceIds(List.of("t" + second))
                .build();
    }

    /** The changes of state, a line each: second, state, calls. */
    List<String> lines() {
        return told.stream().map(DeskOfPatterns::line).toList();
    }

    private static String line(Pattern pattern) {
        return Duration.between(START, pattern.getAt()).toSeconds() + " " + pattern.getState() + " "
                + pattern.getTotal();
    }

    /** What rules said, a line each: the pane end that decided, the state, the series without its id. */
    List<String> said() {
        return verdicts.stream()
                .map(verdict -> Duration.between(START, verdict.getAt())
                                .minusMillis(PatternVerdicts.AHEAD_MILLIS)
                                .toSeconds()
                        + " " + verdict.getState() + " " + verdict.getRule())
                .toList();
    }

    PatternDesk desk() {
        return desk;
    }
}

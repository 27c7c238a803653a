package dev.hypercare.contract;

import java.util.List;

/** Every state store by name, in the order of the flow; the changelog topic of a store carries its name. */
public final class Stores {
    /** normalise: route templates seen, per api. */
    public static final String ROUTES = "normalise-routes";
    /** kpi: what the combiner remembers of its partition of calls: time, per gateway too, series and messages with a place, requests seen. */
    public static final String WATERMARKS = "kpi-watermarks";
    /** kpi: no data; its flush hands partials on before each commit. */
    public static final String COMBINE_HOOK = "kpi-combine-hook";
    /** kpi: no data; its flush tells the merge that a transaction ends. */
    public static final String MERGE_HOOK = "kpi-merge-hook";
    /** kpi: packed partials of panes that are not closed yet, and the closed-up-to marks. */
    public static final String OPEN_PANES = "kpi-open-panes";
    /** kpi: which series have data in a roll-up that is not closed yet. */
    public static final String DUE_ROLL_UPS = "kpi-due-roll-ups";
    /** rules: the rules that were applied while instances run, on every instance. */
    public static final String APPLIED_RULES = "rules-applied";
    /** rules: how far unusable records of applied rules became dead letters, by partition. */
    public static final String REFUSED_RULES = "rules-refused";
    /** rules: how far unusable records of changes became dead letters, by partition. */
    public static final String REFUSED_CHANGES = "rules-refused-changes";
    /** rules: the catalog, on every instance. */
    public static final String RULE_CATALOG = "rules-catalog";
    /** rules: named baselines, on every instance. */
    public static final String RULE_BASELINES = "rules-baselines";
    /** rules: what was deployed or changed otherwise, every record of it, on every instance. */
    public static final String RULE_CHANGES = "rules-changes";
    /** rules: the sliding windows of each series. */
    public static final String RULE_WINDOWS = "rules-windows";
    /** rules: what was learned of each series, and which gateways are heard of. */
    public static final String RULE_LEARNED = "rules-learned";
    /** rules: the present verdict of each rule and series. */
    public static final String RULE_VERDICTS = "rules-verdicts";
    /** patterns: messages of panes that are still open, as they came. */
    public static final String MESSAGE_PANES = "patterns-panes";
    /** patterns: time, marks, the memory of the miners, and what is remembered of each pattern beside its record. */
    public static final String PATTERN_MEMORY = "patterns-memory";
    /** patterns: the newest record of each pattern that is known, by id. */
    public static final String PATTERNS = "patterns-known";
    /** patterns: the newest record of each subject of tickets that is known, by id. */
    public static final String SUBJECTS = "patterns-subjects";
    /** patterns: what is known of each ticket, by id. */
    public static final String TICKET_CASES = "patterns-ticket-cases";
    /** patterns: figures of tickets by window and series. */
    public static final String TICKET_KPIS = "patterns-ticket-kpis";
    /** patterns: lives of tickets, what waits for its event time, subjects, known message patterns and the clock. */
    public static final String TICKET_MEMORY = "patterns-ticket-memory";
    /** alerts: the alerts that have not ended, by fingerprint. */
    public static final String ACTIVE_ALERTS = "alerts-open";
    /** alerts: what is remembered of each alert, by fingerprint. */
    public static final String ALERT_LIVES = "alerts-lives";
    /** alerts: what waits for its event time, sources that inhibit, and the clock. */
    public static final String ALERTS_WAITING = "alerts-waiting";
    /** alerts: the marks, by id. */
    public static final String MARKS = "alerts-marks";
    /** alerts: the catalog, on every instance. */
    public static final String CATALOG = "alerts-catalog";
    /** gaps: the gaps that last, by id. */
    public static final String OPEN_GAPS = "gaps-open";
    /** gaps: what is remembered of alerts, patterns, tickets and marks, what waits for its event time, and the clock. */
    public static final String GAPS_MEMORY = "gaps-memory";

    /** kpi: closed windows of one resolution by series, {@code kpi-panes}, {@code kpi-1m} ... {@code kpi-1d}. */
    public static String windows(Resolution resolution) {
        return "kpi-" + resolution.label();
    }

    /** patterns: calls by pattern, by API and window of one resolution, {@code patterns-1m} and {@code patterns-1h}. */
    public static String patternCounts(Resolution resolution) {
        return "patterns-" + resolution.label();
    }

    /** All of them, in the order of the flow. */
    public static List<String> all() {
        return List.of(
                ROUTES,
                WATERMARKS,
                COMBINE_HOOK,
                MERGE_HOOK,
                OPEN_PANES,
                DUE_ROLL_UPS,
                windows(Resolution.PANE),
                windows(Resolution.MINUTE),
                windows(Resolution.FIVE_MINUTES),
                windows(Resolution.HOUR),
                windows(Resolution.DAY),
                APPLIED_RULES,
                REFUSED_RULES,
                REFUSED_CHANGES,
                RULE_CATALOG,
                RULE_BASELINES,
                RULE_CHANGES,
                RULE_WINDOWS,
                RULE_LEARNED,
                RULE_VERDICTS,
                MESSAGE_PANES,
                PATTERN_MEMORY,
                PATTERNS,
                patternCounts(Resolution.MINUTE),
                patternCounts(Resolution.HOUR),
                SUBJECTS,
                TICKET_CASES,
                TICKET_KPIS,
                TICKET_MEMORY,
                ACTIVE_ALERTS,
                ALERT_LIVES,
                ALERTS_WAITING,
                MARKS,
                CATALOG,
                OPEN_GAPS,
                GAPS_MEMORY);
    }

    private Stores() {}
}

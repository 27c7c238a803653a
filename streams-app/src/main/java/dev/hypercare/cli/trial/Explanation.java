package dev.hypercare.cli.trial;

import dev.hypercare.rules.RuleReading;
import dev.hypercare.rules.RuleSelection.NotLooking;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Why, and why not, at an instant. Times are milliseconds of event time.
 *
 * @param labels what is asked about
 * @param at the end of the slice that is explained
 * @param readings what each rule made of it, and of what it is part of
 * @param parts the same of parts of it that are not well
 * @param partsWell how many readings there are of parts that are well
 * @param others the rules that do not look
 * @param silentGateways of which calls should have come, and did not
 * @param said the last verdict up to then that was written live, by rule and series as {@link #key} joins them
 * @param decided the last decision up to then about the alert, likewise
 * @param warmUp how much of the time before was asked for
 * @param covered what there was
 * @param notes what else there is to know, for people
 */
public record Explanation(
        Map<String, String> labels,
        long at,
        List<RuleReading> readings,
        List<RuleReading> parts,
        int partsWell,
        List<NotLooking> others,
        List<String> silentGateways,
        Map<String, Verdict> said,
        Map<String, Decision> decided,
        Duration warmUp,
        Covered covered,
        List<String> notes) {
    /** A rule and a series as one. */
    public static String key(String rule, String series) {
        return rule + "\n" + series;
    }
}

package dev.hypercare.rules;

import dev.hypercare.contract.config.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Which rules are used.
 *
 * @param builtin whether the shipped ones are
 * @param files files with more of them
 * @param disabled ids of rules that are not used, shipped ones or others
 * @param views the views that KPIs are kept for, each a list of labels; a rule names one of them
 * @param changeWithin how long after a deployment, or another change, whatever begins is told with it
 */
public record RulesConfig(
        boolean builtin, List<Path> files, List<String> disabled, List<List<String>> views, Duration changeWithin) {
    /** Of {@code changeWithin}, where nobody says it. */
    static final Duration CHANGE_WITHIN = Duration.ofMinutes(30);

    /** The views that KPIs are kept for by default, and all that shipped rules look at. */
    private static final List<List<String>> VIEWS = List.of(
            List.of("api"),
            List.of("api", "route", "method"),
            List.of("api", "route", "method", "version"),
            List.of("api", "consumer"),
            List.of("api", "model"),
            List.of("gateway"),
            List.of("client"));

    /** The same with {@code changeWithin} as it is by default. */
    public RulesConfig(boolean builtin, List<Path> files, List<String> disabled, List<List<String>> views) {
        this(builtin, files, disabled, views, CHANGE_WITHIN);
    }

    /** The shipped rules, no others, on the default views. */
    public static RulesConfig defaults() {
        return new RulesConfig(true, List.of(), List.of(), VIEWS);
    }

    /** Reads the section {@code rules}; the files themselves are read by {@link RuleBook}. */
    public static RulesConfig read(Section section) {
        RulesConfig absent = defaults();
        return new RulesConfig(
                section.bool("builtin", absent.builtin()),
                section.strings("files", List.of()).stream().map(Path::of).toList(),
                section.strings("disabled", absent.disabled()),
                absent.views(),
                section.duration("change-within", CHANGE_WITHIN, Duration.ZERO, Duration.ofDays(1)));
    }

    /** The same with the views that the kpi stage is configured to keep. */
    public RulesConfig withViews(List<List<String>> kept) {
        return new RulesConfig(builtin, files, disabled, kept, changeWithin);
    }
}

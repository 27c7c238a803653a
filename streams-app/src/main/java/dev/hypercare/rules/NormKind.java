package dev.hypercare.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which respect a norm is learned.
 *
 * @param name as rules write it
 * @param unit of what is seen and what is ordinary
 * @param meaning for the reference page
 * @param tallies the numbers that it looks at
 * @param lesson how it is learned
 */
record NormKind(String name, Unit unit, String meaning, Set<Tally> tallies, Lesson lesson) {
    private static final Map<String, NormKind> ALL = new LinkedHashMap<>();
    private static final String NO_RESPONSE = "no_response_ratio";
    private static final String STATUS = "status_ratio(";

    /** The only one in which nothing at all surprises. */
    static final NormKind FEWER_CALLS = paceOf("fewer_calls", "fewer calls", false);

    static {
        share("failed_ratio", "failed / calls", Tally.FAILED, Tally.CALLS);
        share("server_error_ratio", "server_errors / calls", Tally.SERVER_ERRORS, Tally.CALLS);
        share("client_error_ratio", "client_errors / calls", Tally.CLIENT_ERRORS, Tally.CALLS);
        share("bad_request_ratio", "calls with 400 or 422 / calls", Tally.BAD_REQUESTS, Tally.CALLS);
        share("unauthorised_ratio", "calls with 401 or 403 / calls", Tally.UNAUTHORISED, Tally.CALLS);
        share(NO_RESPONSE, "no_response / calls", Tally.NO_RESPONSE, Tally.CALLS);
        share(STATUS + "502)", "calls with 502 / calls", Tally.STATUS_502, Tally.CALLS);
        share(STATUS + "503)", "calls with 503 / calls", Tally.STATUS_503, Tally.CALLS);
        share(STATUS + "504)", "calls with 504 / calls", Tally.STATUS_504, Tally.CALLS);
        share("usage_missing_ratio", "usage_missing / ai_calls", Tally.USAGE_MISSING, Tally.AI_CALLS);
        share(
                "usage_untold_ratio",
                "of the AI calls that ended well, those that tell no usage",
                Tally.UNTOLD,
                Tally.ANSWERED);
        share("late_ratio", "calls that came late / calls", Tally.LATE, Tally.COME);
        add(new NormKind(
                "latency",
                Unit.MILLIS,
                "slower calls: the geometric mean of their latencies",
                EnumSet.of(Tally.TIMED, Tally.LOG_LATENCY),
                new Lesson("log_latency 2", LatencyNorm::new, LatencyNorm::read)));
        mean(
                "response_bytes",
                Unit.BYTES,
                "smaller responses on average, such as an error in the body of a 200",
                Tally.RESPONSE_BYTES,
                Tally.GOOD,
                false);
        mean(
                "tokens_per_call",
                Unit.COUNT,
                "more prompt and completion tokens in an AI call on average",
                Tally.TOKENS,
                Tally.TOLD,
                true);
        pace("calls", "more calls", true);
        add(FEWER_CALLS);
        amount("tokens", "more prompt and completion tokens in a minute", Tally.TOKENS);
        amount("cost", "more cost in a minute, millionths of a currency unit", Tally.COST);
    }

    /** The kind of a name; null where there is none. */
    static @Nullable NormKind find(String name) {
        return ALL.get(name);
    }

    /** Every one, in the order of the reference page. */
    static List<NormKind> all() {
        return new ArrayList<>(ALL.values());
    }

    /** The same, compared with a named baseline at first. */
    NormKind against(String baseline) {
        String both = name + " against " + baseline;
        return new NormKind(
                both,
                unit,
                meaning,
                tallies,
                new Lesson(
                        both, () -> new AgainstNorm(this, baseline), from -> AgainstNorm.read(this, baseline, from)));
    }

    /** Whether nothing at all surprises, also against a baseline. */
    boolean isFewerCalls() {
        return name.startsWith(FEWER_CALLS.name);
    }

    /** The one status that it is about, 0 for no response; NaN where it is about others as well. */
    double status() {
        if (name.startsWith(NO_RESPONSE)) {
            return 0;
        }
        return name.startsWith(STATUS) ? Integer.parseInt(name, STATUS.length(), name.indexOf(')'), 10) : Double.NaN;
    }

    /** What was learned of a series. */
    Norm of(Scene scene) {
        return (Norm) scene.learned(lesson);
    }

    private static void share(String name, String meaning, Tally part, Tally whole) {
        add(new NormKind(
                name,
                Unit.SHARE,
                meaning,
                EnumSet.of(part, whole),
                new Lesson(
                        "share " + name, () -> new ShareNorm(part, whole), from -> ShareNorm.read(part, whole, from))));
    }

    private static void mean(String name, Unit unit, String meaning, Tally amount, Tally number, boolean more) {
        add(new NormKind(
                name,
                unit,
                meaning,
                EnumSet.of(amount, number),
                new Lesson(
                        "mean " + name,
                        () -> new MeanNorm(amount, number, more),
                        from -> MeanNorm.read(amount, number, more, from))));
    }

    private static void pace(String name, String meaning, boolean more) {
        add(paceOf(name, meaning, more));
    }

    private static NormKind paceOf(String name, String meaning, boolean more) {
        return new NormKind(
                name,
                Unit.COUNT,
                meaning,
                EnumSet.of(Tally.CALLS),
                new Lesson("pace " + name, () -> new CallPace(more), from -> CallPace.read(more, from)));
    }

    private static void amount(String name, String meaning, Tally amount) {
        add(new NormKind(
                name,
                Unit.COUNT,
                meaning,
                EnumSet.of(amount),
                new Lesson(name, () -> new AmountNorm(amount), from -> AmountNorm.read(amount, from))));
    }

    private static void add(NormKind kind) {
        ALL.put(kind.name(), kind);
    }

    @Override
    public String toString() {
        return name;
    }
}

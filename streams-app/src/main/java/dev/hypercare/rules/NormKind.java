package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * In which respect a norm is learned.
 *
 * @param name as rules write it
 * @param unit of what is seen and what is ordinary
 * @param meaning for the reference page
 * @param lesson how it is learned
 */
record NormKind(String name, Unit unit, String meaning, Lesson lesson) {
    private static final Map<String, NormKind> ALL = new LinkedHashMap<>();

    /** The only one in which nothing at all surprises. */
    static final NormKind FEWER_CALLS = amountOf("fewer_calls", "fewer calls in a minute", Kpis::calls, false);

    static {
        share("failed_ratio", "failed / calls", Kpis::failed, Kpis::calls);
        share("server_error_ratio", "server_errors / calls", Kpis::serverErrors, Kpis::calls);
        share("client_error_ratio", "client_errors / calls", Kpis::clientErrors, Kpis::calls);
        share(
                "unauthorised_ratio",
                "calls with 401 or 403 / calls",
                kpis -> kpis.status(401) + kpis.status(403),
                Kpis::calls);
        share("usage_missing_ratio", "usage_missing / ai_calls", Kpis::usageMissing, Kpis::aiCalls);
        share(
                "late_ratio",
                "calls that came late / calls",
                kpis -> kpis.late() + kpis.tooLate(),
                kpis -> kpis.calls() + kpis.tooLate());
        add(new NormKind(
                "latency",
                Unit.MILLIS,
                "calls that take a quarter longer than the ordinary p90",
                new Lesson("latency", SlowNorm::new, SlowNorm::read)));
        add(new NormKind(
                "response_bytes",
                Unit.BYTES,
                "smaller responses on average, such as an error in the body of a 200",
                new Lesson(
                        "response_bytes",
                        () -> new MeanNorm(Kpis::responseBytes),
                        from -> MeanNorm.read(Kpis::responseBytes, from))));
        amount("calls", "more calls in a minute", Kpis::calls, true);
        add(FEWER_CALLS);
        amount(
                "tokens",
                "more prompt and completion tokens in a minute",
                kpis -> kpis.tokensIn() + kpis.tokensOut(),
                true);
        amount("cost", "more cost in a minute, millionths of a currency unit", Kpis::costMicros, true);
    }

    /** The kind of a name; null where there is none. */
    static @Nullable NormKind find(String name) {
        return ALL.get(name);
    }

    /** Every one, in the order of the reference page. */
    static List<NormKind> all() {
        return new ArrayList<>(ALL.values());
    }

    /** What was learned of a series. */
    Norm of(Scene scene) {
        return (Norm) scene.learned(lesson);
    }

    private static void share(String name, String meaning, ToLongFunction<Kpis> part, ToLongFunction<Kpis> whole) {
        add(new NormKind(
                name,
                Unit.SHARE,
                meaning,
                new Lesson(name, () -> new ShareNorm(part, whole), from -> ShareNorm.read(part, whole, from))));
    }

    private static void amount(String name, String meaning, ToLongFunction<Kpis> amount, boolean more) {
        add(amountOf(name, meaning, amount, more));
    }

    private static NormKind amountOf(String name, String meaning, ToLongFunction<Kpis> amount, boolean more) {
        return new NormKind(
                name,
                Unit.COUNT,
                meaning,
                new Lesson(
                        name,
                        () -> new AmountNorm(amount::applyAsLong, more),
                        from -> AmountNorm.read(amount::applyAsLong, more, from)));
    }

    private static void add(NormKind kind) {
        ALL.put(kind.name(), kind);
    }

    @Override
    public String toString() {
        return name;
    }
}

package dev.hypercare.query;

import dev.hypercare.contract.measure.Kpis;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A figure of KPIs that adds up over series: what can be divided among the values of a label. */
enum CountedKpi {
    FAILED("failed", "failed calls", Kpis::failed),
    CALLS("calls", "calls", Kpis::calls),
    CLIENT_ERRORS("clientErrors", "calls with 4xx", Kpis::clientErrors),
    SERVER_ERRORS("serverErrors", "calls with 5xx", Kpis::serverErrors),
    NO_RESPONSE("noResponse", "calls without a response", Kpis::noResponse),
    LATE_CALLS("lateCalls", "late calls", Kpis::late),
    LATENCY("latency", "time in calls, ms", kpis -> kpis.latency().sumMicros() / 1000.0),
    REQUEST_BYTES("requestBytes", "bytes of requests", Kpis::requestBytes),
    RESPONSE_BYTES("responseBytes", "bytes of responses", Kpis::responseBytes),
    TOKENS_IN("tokensIn", "tokens in", Kpis::tokensIn),
    TOKENS_OUT("tokensOut", "tokens out", Kpis::tokensOut),
    COST_MICROS("costMicros", "cost, millionths", Kpis::costMicros);

    private final String word;
    private final String plural;
    private final ToDoubleFunction<Kpis> amount;

    CountedKpi(String word, String plural, ToDoubleFunction<Kpis> amount) {
        this.word = word;
        this.plural = plural;
        this.amount = amount;
    }

    /** By its name in questions and answers. Error: {@link ApiProblem} for a name that is none. */
    static CountedKpi of(String word) {
        return Arrays.stream(values())
                .filter(kpi -> kpi.word.equals(word))
                .findFirst()
                .orElseThrow(() -> ApiProblem.parameter(
                        "kpi",
                        word,
                        "one of "
                                + Arrays.stream(values()).map(CountedKpi::word).collect(Collectors.joining(", "))));
    }

    /** Its name in questions and answers. */
    String word() {
        return word;
    }

    /** What is counted, for people. */
    String plural() {
        return plural;
    }

    double amount(Kpis kpis) {
        return amount.applyAsDouble(kpis);
    }

    /** Whether it counts single calls, so that chance alone makes it differ by its square root. */
    boolean countsCalls() {
        return ordinal() <= LATE_CALLS.ordinal();
    }
}

package dev.hypercare.query;

import dev.hypercare.query.KpiAnswer.Measured;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A figure that series are ranked by, the largest first: a counted one, a share, a rate or a percentile.
 *
 * @param word its name in questions and answers
 * @param counted whether it is known from {@link KpiReader#counted} windows
 * @param amount null where it is not measured
 */
record RankedKpi(String word, boolean counted, Function<Measured, @Nullable Double> amount) {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,6})?)");

    /** By its name. Error: {@link ApiProblem} for a name that is none. */
    static RankedKpi of(String word) {
        Matcher percentile = PERCENTILE.matcher(word);
        if (percentile.matches()) {
            double percent = Double.parseDouble(percentile.group(1));
            if (percent > 0 && percent <= 100) {
                return new RankedKpi(word, false, span -> percentile(span, percent));
            }
        }
        return switch (word) {
            case "failedShare" ->
                new RankedKpi(word, true, span -> {
                    Double availability = span.availability();
                    return availability == null ? null : (Double) (1 - availability);
                });
            case "callsPerSecond" -> new RankedKpi(word, true, Measured::callsPerSecond);
            case "meanLatency" -> new RankedKpi(word, false, RankedKpi::mean);
            default -> counted(word);
        };
    }

    private static RankedKpi counted(String word) {
        if (Arrays.stream(CountedKpi.values()).noneMatch(kpi -> kpi.word().equals(word))) {
            throw ApiProblem.parameter(
                    "kpi",
                    word,
                    "one of "
                            + Arrays.stream(CountedKpi.values())
                                    .map(CountedKpi::word)
                                    .collect(Collectors.joining(", "))
                            + ", failedShare, callsPerSecond, meanLatency, or a percentile of the latency such as p99");
        }
        CountedKpi kpi = CountedKpi.of(word);
        return new RankedKpi(word, kpi != CountedKpi.LATENCY, span -> kpi.amount(span.kpis()));
    }

    private static @Nullable Double percentile(Measured span, double percent) {
        return span.kpis().latency().count() == 0
                ? null
                : (Double) (span.kpis().latency().percentile(percent) / 1000.0);
    }

    private static @Nullable Double mean(Measured span) {
        long count = span.kpis().latency().count();
        return count == 0 ? null : (Double) (span.kpis().latency().sumMicros() / 1000.0 / count);
    }
}

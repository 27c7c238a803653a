package dev.hypercare.rules;

import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.schemas.events.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Baselines that a case is given, each made of traffic that comes just before it: {@code baselines: [{name: pre-launch, for: 2h, when:
 * [...]}]}.
 */
final class CaseBaselines {
    private static final int SECONDS = 60;

    private CaseBaselines() {}

    /** Those of a section; problems are collected with it. */
    static ReferenceBook read(Section given, List<List<String>> views) {
        ReferenceBook book = new ReferenceBook();
        ReferenceProcessor.Sink<Baseline> shelf = book.baselines();
        for (Section section : given.sections("baselines")) {
            String name = section.required("name", "the name of a baseline, such as pre-launch");
            Duration length = section.duration("for", Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(8));
            List<CaseTraffic> traffic =
                    section.sections("when").stream().map(CaseTraffic::read).toList();
            if (!name.isBlank()) {
                make(name, length.toMinutes(), traffic, views)
                        .finish("case", Instant.ofEpochSecond(RuleCase.EPOCH))
                        .forEach(one -> shelf.put(BaselineMaker.key(one.getName(), one.getSeries()), one));
            }
        }
        return book;
    }

    private static BaselineMaker make(String name, long minutes, List<CaseTraffic> traffic, List<List<String>> views) {
        long begin = RuleCase.EPOCH - minutes * SECONDS;
        BaselineMaker maker = new BaselineMaker(name, begin * 1000, RuleCase.EPOCH * 1000);
        for (long minute = 0; minute < minutes; minute++) {
            Map<Series, Kpis> all = new HashMap<>();
            for (long second = minute * SECONDS; second < (minute + 1) * SECONDS; second++) {
                CaseTraffic.slice(traffic, views, second, begin)
                        .content()
                        .forEach(
                                view -> !view.equals(Telemetry.VIEW),
                                (series, kpis) -> all.computeIfAbsent(series, unseen -> new Kpis())
                                        .merge(kpis));
            }
            long start = (begin + minute * SECONDS) * 1000;
            all.forEach((series, kpis) -> maker.add(series, start, kpis));
        }
        return maker;
    }
}

package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.query.ChangeAnswer.Explained;
import dev.hypercare.query.GroupedKpis.Group;
import dev.hypercare.query.contribution.Amounts;
import dev.hypercare.query.contribution.LabelChange;
import dev.hypercare.query.contribution.Pareto;
import dev.hypercare.schemas.events.PatternKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Answers which patterns of messages make the calls with errors of any range, and which explain that these have changed. Time is an argument. */
final class PatternQueries {
    private static final List<String> BY = List.of("pattern");
    private static final List<String> VIEW = List.of("api", "tenant", "pattern");
    private static final CountedKpi KPI = CountedKpi.CALLS;

    private final PatternReader reader;
    private final Deadline deadline;

    PatternQueries(PatternReader reader, Deadline deadline) {
        this.reader = reader;
        this.deadline = deadline;
    }

    /** Whether a question is for calls in a range, and not for figures of patterns as they stand. */
    static boolean isOfRange(Map<String, String> parameters) {
        return parameters.containsKey("from")
                || parameters.containsKey("to")
                || KPI.word().equals(parameters.get("kpi"));
    }

    /** The few patterns that make most. Error: {@link ApiProblem} for a parameter that cannot be used, {@link NotReadyException}. */
    ObjectNode pareto(Map<String, String> parameters, long now) {
        ChangeQuery query = ChangeQueryReader.pareto(own(parameters), List.of(VIEW), now);
        KnownPatterns known = new KnownPatterns(reader.patterns());
        PatternSums sums = sums(query, known, query.from(), query.to(), now);
        Map<String, Double> amounts = new TreeMap<>();
        calls(sums, known, query).forEach((id, calls) -> amounts.put(id, (double) calls));
        Pareto pareto = Pareto.of(amounts, query.share());
        String sentence = ChangeWords.of(KPI, BY, pareto);
        ObjectNode json = ChangeJson.of(new ParetoAnswer(KPI, group(sums), query.share(), pareto, sentence));
        describe(json, json.path("values"), known);
        return json;
    }

    /** What explains a change; in the form of that of KPIs. Errors as above. */
    ObjectNode changed(Map<String, String> parameters, long now) {
        ChangeQuery query = ChangeQueryReader.changed(own(parameters), List.of(VIEW), now);
        KnownPatterns known = new KnownPatterns(reader.patterns());
        PatternSums after = sums(query, known, query.from(), query.to(), now);
        PatternSums before = before(query, known, after, now);
        Map<String, Long> callsAfter = calls(after, known, query);
        Map<String, Long> callsBefore = calls(before, known, query);
        Set<String> ids = new LinkedHashSet<>(callsBefore.keySet());
        ids.addAll(callsAfter.keySet());
        Map<String, Amounts> amounts = new TreeMap<>();
        for (String id : ids) {
            long was = callsBefore.getOrDefault(id, 0L);
            long is = callsAfter.getOrDefault(id, 0L);
            amounts.put(id, new Amounts(was, is, was, is));
        }
        long length = before.countedMillis();
        double scale = length <= 0 ? 1 : (double) after.countedMillis() / length;
        LabelChange change = LabelChange.of("pattern", amounts, scale);
        String sentence = ChangeWords.of(KPI, BY, change);
        List<String> notes = new ArrayList<>(new LinkedHashSet<>(after.notes()));
        before.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
        Explained explained = new Explained(change, group(before), group(after), sentence);
        ObjectNode json = ChangeJson.of(new ChangeAnswer(KPI, List.of(explained), sentence, notes), query.limit());
        JsonNode label = json.path("labels").get(0);
        describe(json, label.path("values"), known);
        describe((ObjectNode) label, label.path("values"), known);
        return json;
    }

    private PatternSums before(ChangeQuery query, KnownPatterns known, PatternSums after, long now) {
        Long from = query.againstFrom();
        Long to = query.againstTo();
        if (from == null || to == null) {
            to = after.from();
            from = Math.max(0, to - (after.to() - to));
        }
        return sums(query, known, from, to, now);
    }

    private PatternSums sums(ChangeQuery query, KnownPatterns known, long from, long to, long now) {
        PatternSource source = question -> {
            deadline.check();
            return reader.source().counts(question);
        };
        return PatternSums.of(source, known, query.fixed().get("api"), from, to, now);
    }

    private static Map<String, Long> calls(PatternSums sums, KnownPatterns known, ChangeQuery query) {
        String tenant = query.fixed().get("tenant");
        Map<String, Long> calls = new TreeMap<>(sums.calls());
        calls.keySet().removeIf(id -> !known.isOf(id, tenant));
        return calls;
    }

    private static Group group(PatternSums sums) {
        KpiAnswer range = new KpiAnswer(
                new SeriesFilter(VIEW, Map.of()),
                sums.from(),
                sums.to(),
                sums.asOf(),
                null,
                List.of(),
                List.of(),
                false,
                0,
                0,
                sums.notes());
        return new Group(BY, List.of("api", "pattern"), Map.of(), range);
    }

    /** What is common to both questions, checked; the rest reads like a question for KPIs. */
    private static Map<String, String> own(Map<String, String> parameters) {
        Map<String, String> own = new LinkedHashMap<>(parameters);
        String kind = own.remove("kind");
        if (kind != null && PatternPareto.kind(kind) == PatternKind.TICKET) {
            throw ApiProblem.parameter(
                    "kind", kind, "message: how many tickets a subject had in a range is in /api/v1/ticket-kpis");
        }
        String kpi = own.putIfAbsent("kpi", KPI.word());
        if (kpi != null && !kpi.equals(KPI.word())) {
            throw ApiProblem.parameter(
                    "kpi",
                    kpi,
                    "calls; recent, total and sinceGoLive are of patterns as they stand, without from and to");
        }
        return own;
    }

    private static void describe(ObjectNode json, JsonNode values, KnownPatterns known) {
        String sentence = json.path("sentence").asText();
        for (JsonNode value : values) {
            known.describe((ObjectNode) value);
            String id = value.path("value").asText();
            sentence = sentence.replace("pattern=" + id, '"' + known.template(id) + '"');
        }
        json.put("sentence", sentence);
    }
}

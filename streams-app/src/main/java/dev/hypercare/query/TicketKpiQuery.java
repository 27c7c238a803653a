package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.TicketKpi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A question for the figures of tickets.
 *
 * @param from first instant, milliseconds, the start of a step
 * @param to first instant after, milliseconds, the end of a step
 * @param seconds length of a step: an hour or a day
 * @param by labels that are kept apart, some of api and category
 * @param api only of this API; null for all
 * @param category only of this category; null for all
 */
record TicketKpiQuery(
        long from,
        long to,
        int seconds,
        List<String> by,
        @Nullable String api,
        @Nullable String category) {
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    /** Up to so many days the step is an hour where none is given. */
    private static final long DAYS_BY_HOUR = 2;

    private static final int MOST_STEPS = 2000;
    static final List<String> NAMES = List.of("api", "category", "by", "from", "to", "step", "format");

    /** Reads the parameters, which are some of {@link #NAMES}. Error: {@link ApiProblem}. */
    static TicketKpiQuery of(Map<String, String> parameters, long now) {
        long from = time(parameters, "from", "-1d", now);
        long to = time(parameters, "to", "now", now);
        if (from >= to) {
            throw ApiProblem.parameter("from", parameters.getOrDefault("from", "-1d"), "an instant before to");
        }
        int seconds = step(parameters.get("step"), to - from);
        long millis = seconds * 1000L;
        long first = from - Math.floorMod(from, millis);
        long end = to + Math.floorMod(-to, millis);
        if ((end - first) / millis > MOST_STEPS) {
            throw ApiProblem.parameter("from", parameters.getOrDefault("from", "-1d"), "at most 2000 steps before to");
        }
        List<String> by = by(parameters.get("by"));
        return new TicketKpiQuery(first, end, seconds, by, parameters.get("api"), parameters.get("category"));
    }

    private static long time(Map<String, String> parameters, String name, String absent, long now) {
        return ParameterValues.time(name, parameters.getOrDefault(name, absent), now);
    }

    private static int step(@Nullable String given, long length) {
        if (given == null) {
            return length <= DAYS_BY_HOUR * DAY * 1000 ? HOUR : DAY;
        }
        return switch (given) {
            case "1h" -> HOUR;
            case "1d" -> DAY;
            default -> throw ApiProblem.parameter("step", given, "1h or 1d");
        };
    }

    private static List<String> by(@Nullable String given) {
        List<String> labels = new ArrayList<>();
        for (String label : (given == null ? "api,category" : given).split(",")) {
            String name = label.strip();
            if (!name.equals("api") && !name.equals("category") && !name.equals("none") || labels.contains(name)) {
                throw ApiProblem.parameter("by", String.valueOf(given), "api, category, both with a comma, or none");
            }
            if (!name.equals("none")) {
                labels.add(name);
            }
        }
        return labels;
    }

    /** Whether a record may count. */
    boolean wants(TicketKpi kpi) {
        return (api == null || api.equals(kpi.getLabels().get("api")))
                && (category == null || category.equals(kpi.getLabels().get("category")))
                && kpi.getStart().toEpochMilli() < to;
    }

    /** The answer from all records that are wanted. */
    ObjectNode answer(List<TicketKpi> kpis) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", Instant.ofEpochMilli(from).toString())
                .put("to", Instant.ofEpochMilli(to).toString())
                .put("step", seconds == HOUR ? "1h" : "1d");
        by.forEach(json.putArray("by")::add);
        Map<String, List<TicketKpi>> groups = new TreeMap<>();
        for (TicketKpi kpi : kpis) {
            List<String> values = by.stream()
                    .map(label -> kpi.getLabels().getOrDefault(label, "-"))
                    .toList();
            groups.computeIfAbsent(Series.of(by, values).text(), unseen -> new ArrayList<>())
                    .add(kpi);
        }
        ArrayNode series = json.putArray("series");
        groups.forEach((name, ofGroup) -> {
            ObjectNode one = series.addObject().put("series", name);
            ObjectNode labels = one.putObject("labels");
            new Series(name).labels().forEach(labels::put);
            fill(one, ofGroup);
        });
        return json;
    }

    private void fill(ObjectNode to, List<TicketKpi> kpis) {
        long backlog = before(kpis);
        TicketFigures total = new TicketFigures();
        Map<Long, TicketFigures> steps = new TreeMap<>();
        for (TicketKpi kpi : kpis) {
            long start = kpi.getStart().toEpochMilli();
            if (kpi.getWindowSeconds() == seconds && start >= from) {
                steps.computeIfAbsent(start, unseen -> new TicketFigures()).add(kpi);
                total.add(kpi);
            }
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Map.Entry<Long, TicketFigures> step : steps.entrySet()) {
            backlog += step.getValue().growth();
            ObjectNode row = rows.addObject()
                    .put("from", Instant.ofEpochMilli(step.getKey()).toString());
            row.setAll(step.getValue().json(backlog));
        }
        to.set("total", total.json(backlog));
        to.set("rows", rows);
    }

    /** The backlog at the beginning: what whole days before, and then hours, have left. */
    private long before(List<TicketKpi> kpis) {
        long day = from - Math.floorMod(from, DAY * 1000L);
        TicketFigures sum = new TicketFigures();
        for (TicketKpi kpi : kpis) {
            long start = kpi.getStart().toEpochMilli();
            boolean counts = kpi.getWindowSeconds() == DAY ? start < day : start >= day && start < from;
            if (counts) {
                sum.add(kpi);
            }
        }
        return sum.growth();
    }
}

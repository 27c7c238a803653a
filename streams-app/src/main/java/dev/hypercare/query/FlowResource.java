package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.query.FlowReader.AppFlow;
import dev.hypercare.query.FlowReader.PartitionLag;
import dev.hypercare.query.FlowReader.Work;
import dev.hypercare.query.FlowReader.Worker;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/topology} and {@code /api/v1/lag}: who works on what here, and how far behind it is. */
public final class FlowResource implements QueryResource {
    private static final List<String> LAG = List.of("app", "topic", "partition", "lagRecords", "kind");
    private static final List<String> TASKS =
            List.of("app", "appState", "thread", "threadState", "role", "task", "reads");

    private final FlowReader reader;

    /** Of the work that a reader knows. */
    public FlowResource(FlowReader reader) {
        this.reader = reader;
    }

    @Override
    public Map<String, String> index() {
        return Map.of(
                "/api/v1/topology",
                "the applications of this process, their threads and tasks",
                "/api/v1/lag",
                "the records that wait in each partition that is read, and in changelogs for the stores here");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/topology", this::topology).get("/api/v1/lag", this::lag);
    }

    private void topology(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Replies.parameters(request, List.of("format"));
        List<AppFlow> flows = reader.flows();
        if (csv) {
            Replies.csv(request, Csv.of(lines(flows), TASKS));
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode apps = json.putArray("apps");
        for (AppFlow flow : flows) {
            ArrayNode threads = apps.addObject()
                    .put("name", flow.name())
                    .put("state", flow.state())
                    .putArray("threads");
            for (Worker thread : flow.threads()) {
                ObjectNode one = threads.addObject().put("name", thread.name()).put("state", thread.state());
                add(one.putArray("active"), thread.active());
                add(one.putArray("standby"), thread.standby());
            }
        }
        Replies.json(request, json);
    }

    private static void add(ArrayNode to, List<Work> tasks) {
        for (Work task : tasks) {
            task.partitions().forEach(to.addObject().put("task", task.id()).putArray("partitions")::add);
        }
    }

    private static ArrayNode lines(List<AppFlow> flows) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        for (AppFlow flow : flows) {
            for (Worker thread : flow.threads()) {
                thread.active().forEach(task -> line(lines, flow, thread, "active", task));
                thread.standby().forEach(task -> line(lines, flow, thread, "standby", task));
            }
        }
        return lines;
    }

    private static void line(ArrayNode lines, AppFlow flow, Worker thread, String role, Work task) {
        lines.addObject()
                .put("app", flow.name())
                .put("appState", flow.state())
                .put("thread", thread.name())
                .put("threadState", thread.state())
                .put("role", role)
                .put("task", task.id())
                .put("reads", String.join(" ", task.partitions()));
    }

    /** The most behind first; {@code app} and {@code topic} narrow it down. */
    private void lag(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request, List.of("app", "topic", "format"));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("partitions");
        long waiting = add(list, "input", reader.lags(), parameters);
        long behind = add(list, "store", reader.storeLags(), parameters);
        if (csv) {
            Replies.csv(request, Csv.of(list, LAG));
        } else {
            Replies.json(request, json.put("lagRecords", waiting).put("storeLagRecords", behind));
        }
    }

    /** Adds those that are asked for; returns how many records are known to wait in them. */
    private static long add(ArrayNode list, String kind, List<PartitionLag> lags, Map<String, String> parameters) {
        long[] sum = {0};
        lags.stream()
                .filter(lag -> ParameterValues.isOrAny(parameters.get("app"), lag.app()))
                .filter(lag -> ParameterValues.isOrAny(parameters.get("topic"), lag.topic()))
                .sorted(Comparator.comparing(FlowResource::known)
                        .reversed()
                        .thenComparing(PartitionLag::app)
                        .thenComparing(PartitionLag::topic)
                        .thenComparing(PartitionLag::partition))
                .forEach(lag -> {
                    sum[0] += Math.max(0, known(lag));
                    list.addObject()
                            .put("app", lag.app())
                            .put("kind", kind)
                            .put("topic", lag.topic())
                            .put("partition", lag.partition())
                            .put("lagRecords", lag.records());
                });
        return sum[0];
    }

    private static long known(PartitionLag lag) {
        Long records = lag.records();
        return records == null ? -1 : records;
    }
}

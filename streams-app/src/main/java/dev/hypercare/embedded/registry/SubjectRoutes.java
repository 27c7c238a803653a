package dev.hypercare.embedded.registry;

import static dev.hypercare.embedded.registry.Requests.answer;
import static dev.hypercare.embedded.registry.Requests.body;
import static dev.hypercare.embedded.registry.Requests.flag;
import static dev.hypercare.embedded.registry.Requests.schema;
import static dev.hypercare.embedded.registry.Requests.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Subjects, their versions, and whether a schema may be the next. */
final class SubjectRoutes {
    private final SchemaStore store;
    private final SchemaWriter writer;

    SubjectRoutes(SchemaStore store, SchemaWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    void addTo(JavalinDefaultRoutingApi routes) {
        routes.get("/subjects", this::list);
        routes.get("/schemas", this::listSchemas);
        routes.get(
                "/subjects/{subject}/versions",
                context -> answer(
                        context,
                        visible(context).stream().map(StoredSchema::version).toList()));
        routes.get("/subjects/{subject}/versions/{version}", context -> answer(context, shown(version(context))));
        routes.get(
                "/subjects/{subject}/versions/{version}/schema",
                context -> Requests.answerSchema(context, version(context).schema()));
        routes.get("/subjects/{subject}/versions/{version}/referencedby", context -> {
            version(context);
            answer(context, List.of());
        });
        routes.post("/subjects/{subject}", this::lookUp);
        routes.post("/subjects/{subject}/versions", this::register);
        routes.delete("/subjects/{subject}", this::delete);
        routes.delete("/subjects/{subject}/versions/{version}", this::deleteVersion);
        routes.post("/compatibility/subjects/{subject}/versions", this::compatibleWithAll);
        routes.post("/compatibility/subjects/{subject}/versions/{version}", this::compatibleWithOne);
    }

    private void list(Context context) {
        String prefix = context.queryParam("subjectPrefix");
        answer(
                context,
                store.subjects(flag(context, "deleted")).stream()
                        .filter(subject -> prefix == null || subject.startsWith(prefix))
                        .toList());
    }

    private void listSchemas(Context context) {
        String prefix = context.queryParam("subjectPrefix");
        boolean latestOnly = flag(context, "latestOnly");
        List<Map<String, Object>> found = new ArrayList<>();
        for (String subject : store.subjects(flag(context, "deleted"))) {
            if (prefix == null || subject.startsWith(prefix)) {
                List<StoredSchema> versions = store.versions(subject, flag(context, "deleted"));
                int from = latestOnly ? versions.size() - 1 : 0;
                versions.subList(from, versions.size()).forEach(version -> found.add(shown(version)));
            }
        }
        answer(context, found);
    }

    private void lookUp(Context context) {
        String text = SchemaText.canonical(schema(body(context)));
        List<StoredSchema> same = visible(context).stream()
                .filter(version -> version.schema().equals(text))
                .toList();
        if (same.isEmpty()) {
            throw Refusal.noSchema();
        }
        answer(context, shown(same.get(same.size() - 1)));
    }

    private void register(Context context) {
        JsonNode body = body(context);
        if (body.path("id").asInt() > 0 || body.path("version").asInt() > 0) {
            throw new Refusal(422, 42205, "Ids and versions are given by the registry (there is no mode IMPORT)");
        }
        Schema schema = schema(body);
        answer(context, Map.of("id", writer.change(changes -> changes.register(subject(context), schema))));
    }

    private void delete(Context context) {
        boolean permanent = flag(context, "permanent");
        answer(context, writer.change(changes -> changes.deleteSubject(subject(context), permanent)));
    }

    private void deleteVersion(Context context) {
        boolean permanent = flag(context, "permanent");
        answer(context, writer.change(changes -> changes.deleteVersion(version(context, true), permanent)));
    }

    private void compatibleWithAll(Context context) {
        report(context, schema(body(context)), store.versions(subject(context), false));
    }

    private void compatibleWithOne(Context context) {
        Schema schema = schema(body(context));
        boolean first = Requests.version(context) < 0
                && store.versions(subject(context), false).isEmpty();
        report(context, schema, first ? List.of() : List.of(version(context)));
    }

    private void report(Context context, Schema schema, List<StoredSchema> earlier) {
        List<String> objections = store.level(subject(context)).objections(schema, earlier);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("is_compatible", objections.isEmpty());
        if (flag(context, "verbose")) {
            report.put("messages", objections);
        }
        answer(context, report);
    }

    private List<StoredSchema> visible(Context context) {
        return existing(context, flag(context, "deleted"));
    }

    private List<StoredSchema> existing(Context context, boolean withDeleted) {
        List<StoredSchema> versions = store.versions(subject(context), withDeleted);
        if (versions.isEmpty()) {
            throw Refusal.noSubject(subject(context));
        }
        return versions;
    }

    private StoredSchema version(Context context) {
        return version(context, flag(context, "deleted"));
    }

    private StoredSchema version(Context context, boolean withDeleted) {
        int wanted = Requests.version(context);
        List<StoredSchema> versions = existing(context, withDeleted);
        if (wanted < 0) {
            return versions.get(versions.size() - 1);
        }
        return versions.stream()
                .filter(version -> version.version() == wanted)
                .findFirst()
                .orElseThrow(() -> Refusal.noVersion(wanted));
    }

    private static Map<String, Object> shown(StoredSchema version) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("subject", version.subject());
        shown.put("version", version.version());
        shown.put("id", version.id());
        shown.put("schema", version.schema());
        return shown;
    }
}

package dev.hypercare.embedded.registry;

import static dev.hypercare.embedded.registry.Requests.answer;
import static dev.hypercare.embedded.registry.Requests.error;
import static dev.hypercare.embedded.registry.Requests.flag;
import static dev.hypercare.embedded.registry.Requests.id;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The REST API of the Confluent Schema Registry, as far as Avro and its clients need it. */
final class RegistryRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryRoutes.class);

    private final SchemaStore store;
    private final SchemaWriter writer;

    RegistryRoutes(SchemaStore store, SchemaWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    void addTo(JavalinDefaultRoutingApi routes) {
        routes.get("/", context -> answer(context, Map.of()));
        new SubjectRoutes(store, writer).addTo(routes);
        new SettingsRoutes(store, writer).addTo(routes);
        routes.get("/schemas/types", context -> answer(context, List.of("AVRO")));
        routes.get("/schemas/ids/{id}", context -> answer(context, Map.of("schema", text(context))));
        routes.get("/schemas/ids/{id}/schema", context -> Requests.answerSchema(context, text(context)));
        routes.get("/schemas/ids/{id}/subjects", this::subjectsOfId);
        routes.get("/schemas/ids/{id}/versions", this::versionsOfId);
        errors(routes);
    }

    private void subjectsOfId(Context context) {
        answer(
                context,
                versions(context).stream().map(StoredSchema::subject).distinct().toList());
    }

    private void versionsOfId(Context context) {
        answer(
                context,
                versions(context).stream()
                        .map(version -> Map.of("subject", version.subject(), "version", version.version()))
                        .toList());
    }

    private List<StoredSchema> versions(Context context) {
        text(context);
        return store.versionsOf(id(context)).stream()
                .filter(version -> flag(context, "deleted") || !version.deleted())
                .toList();
    }

    private String text(Context context) {
        String text = store.text(id(context));
        if (text == null) {
            throw Refusal.noSchema();
        }
        return text;
    }

    private static void errors(JavalinDefaultRoutingApi routes) {
        routes.exception(
                Refusal.class,
                (refusal, context) ->
                        error(context, refusal.status(), refusal.code(), String.valueOf(refusal.getMessage())));
        routes.exception(
                HttpResponseException.class,
                (e, context) ->
                        error(context, e.getStatus(), e.getStatus(), "HTTP " + e.getStatus() + " " + e.getMessage()));
        routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            error(context, 500, 50001, "Error in the registry: " + e.getClass().getSimpleName());
        });
    }
}

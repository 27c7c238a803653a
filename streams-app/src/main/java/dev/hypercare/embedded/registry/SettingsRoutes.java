package dev.hypercare.embedded.registry;

import static dev.hypercare.embedded.registry.Requests.answer;
import static dev.hypercare.embedded.registry.Requests.body;
import static dev.hypercare.embedded.registry.Requests.field;
import static dev.hypercare.embedded.registry.Requests.flag;
import static dev.hypercare.embedded.registry.Requests.optionalSubject;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.Map;

/** Compatibility levels and modes, of all subjects and of each. */
final class SettingsRoutes {
    private final SchemaStore store;
    private final SchemaWriter writer;

    SettingsRoutes(SchemaStore store, SchemaWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    void addTo(JavalinDefaultRoutingApi routes) {
        for (String path : List.of("/config", "/config/{subject}")) {
            routes.get(path, this::level);
            routes.put(path, this::setLevel);
            routes.delete(path, this::unsetLevel);
        }
        for (String path : List.of("/mode", "/mode/{subject}")) {
            routes.get(path, this::mode);
            routes.put(path, this::setMode);
            routes.delete(path, this::unsetMode);
        }
    }

    private void level(Context context) {
        String subject = optionalSubject(context);
        CompatibilityLevel level = store.ownLevel(subject);
        if (level == null && subject != null) {
            if (!flag(context, "defaultToGlobal")) {
                throw SchemaChanges.noLevel(subject);
            }
            level = store.level(subject);
        }
        answer(context, Map.of("compatibilityLevel", String.valueOf(level)));
    }

    private void setLevel(Context context) {
        String given = field(body(context), "compatibility");
        CompatibilityLevel level = writer.change(changes -> changes.setLevel(optionalSubject(context), given));
        answer(context, Map.of("compatibility", level));
    }

    private void unsetLevel(Context context) {
        CompatibilityLevel before = writer.change(changes -> changes.unsetLevel(optionalSubject(context)));
        answer(context, Map.of("compatibilityLevel", before));
    }

    private void mode(Context context) {
        String subject = optionalSubject(context);
        RegistryMode mode = store.ownMode(subject);
        if (mode == null && subject != null) {
            if (!flag(context, "defaultToGlobal")) {
                throw SchemaChanges.noMode(subject);
            }
            mode = store.mode(subject);
        }
        answer(context, Map.of("mode", String.valueOf(mode)));
    }

    private void setMode(Context context) {
        String given = field(body(context), "mode");
        answer(context, Map.of("mode", writer.change(changes -> changes.setMode(optionalSubject(context), given))));
    }

    private void unsetMode(Context context) {
        RegistryMode before = writer.change(changes -> changes.unsetMode(optionalSubject(context)));
        answer(context, Map.of("mode", before));
    }
}

package dev.hypercare.query;

import io.javalin.config.RoutesConfig;
import java.util.Map;

/** Resources of the query API that belong together. */
public interface QueryResource {
    /** What they are, for the index: an example of each path with its parameters, and what it answers. */
    Map<String, String> index();

    /** Adds their routes. */
    void addTo(RoutesConfig routes);
}

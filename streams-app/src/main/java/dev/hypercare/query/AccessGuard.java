package dev.hypercare.query;

import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.query.access.AccessRefused;
import dev.hypercare.query.access.AccessRole;
import dev.hypercare.query.access.AskedBy;
import dev.hypercare.query.access.Doorkeeper;
import dev.hypercare.query.access.Visitor;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who may, before anything is looked up: nobody without a token, viewers to what only reads, and who is limited to tenants to those
 * routes alone whose readers are limited as well ({@link Tenancy}). Whatever is not named here is refused to them.
 */
final class AccessGuard {
    private static final Logger LOG = LoggerFactory.getLogger(AccessGuard.class);
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String ID = "[^/]+";

    /** What people need to sign in: it is the same everywhere, and nothing of what is watched. */
    private static final Pattern FOR_EVERYBODY =
            Pattern.compile("/console|/console/|/console/(assets/" + ID + "|runbooks)/" + ID);

    private static final Pattern BETWEEN_INSTANCES = Pattern.compile("/internal/v1/parts");

    private static final List<String> FOR_TENANTS = List.of(
            "GET /",
            "GET /api/v1/openapi.yaml",
            "GET /api/v1/openapi.json",
            "GET /api/v1/kpis",
            "GET /api/v1/series",
            "GET /api/v1/top",
            "GET /api/v1/compare",
            "GET /api/v1/heatmap",
            "GET /api/v1/pareto",
            "GET /api/v1/changed",
            "GET /api/v1/alerts",
            "GET /api/v1/alerts/{fingerprint}",
            "GET /api/v1/ended-alerts",
            "GET /api/v1/patterns",
            "GET /api/v1/tickets",
            "GET /api/v1/ticket-kpis",
            "GET /api/v1/gaps",
            "GET /api/v1/marks",
            "POST /api/v1/marks",
            "DELETE /api/v1/marks/{id}",
            "GET /api/v1/catalog",
            "GET /api/v1/health");

    private static final Pattern ROUTES_FOR_TENANTS = Pattern.compile(FOR_TENANTS.stream()
            .flatMap(route ->
                    Stream.of(route.split("\\{[a-z]+}", -1)).map(Pattern::quote).reduce((a, b) -> a + ID + b).stream())
            .collect(Collectors.joining("|")));

    private final boolean on;
    private final Doorkeeper doorkeeper;

    AccessGuard(AccessConfig config) {
        this.on = config.isOn();
        this.doorkeeper = new Doorkeeper(config, System::nanoTime);
    }

    /** Lets a request in. Error: {@link ApiProblem} 401 or 403, or 503 where it cannot be found out. */
    void enter(Context request) {
        AskedBy.begin(on ? Visitor.NOBODY : Visitor.ANYBODY);
        String path = request.path();
        String method = request.method().toString();
        boolean reads = READING.contains(method);
        if (!on || needsNoToken(method, path) || reads && path.equals("/") && ConsoleResource.wantsPage(request)) {
            return;
        }
        Visitor visitor = visitor(method, path, request.header("Authorization"));
        if (!reads) {
            LOG.info("{} {} by {}", method, path, visitor.name());
        }
        AskedBy.begin(visitor);
    }

    /** Whether no token is looked at, whoever asks: files of the console, and what instances ask each other. */
    static boolean needsNoToken(String method, String path) {
        return BETWEEN_INSTANCES.matcher(path).matches()
                || READING.contains(method) && FOR_EVERYBODY.matcher(path).matches();
    }

    /** Whether a route is one that is limited to the tenants of who asks. */
    static boolean isForTenants(String method, String path) {
        return ROUTES_FOR_TENANTS.matcher(method + " " + path).matches();
    }

    /**
     * Who asks for something, if they may. Error: as above.
     *
     * @param authorization the header of that name
     */
    Visitor visitor(String method, String path, @Nullable String authorization) {
        Visitor visitor = visitor(authorization);
        boolean reads = READING.contains(method);
        if (!reads && visitor.role() != AccessRole.EDITOR) {
            throw forbidden(visitor, method + " " + path + " needs the role editor; it is a viewer");
        }
        if (visitor.isLimited() && !isForTenants(reads ? "GET" : method, path)) {
            throw forbidden(visitor, method + " " + path + " cannot be told by tenant; it is limited to some");
        }
        return visitor;
    }

    private Visitor visitor(@Nullable String authorization) {
        try {
            return doorkeeper.visitor(authorization);
        } catch (AccessRefused e) {
            String why = String.valueOf(e.getMessage());
            switch (e.why()) {
                case NOT_ALLOWED ->
                    throw new ApiProblem(403, ApiProblem.NOT_ALLOWED, why, "Ask who gives out roles for one.");
                case UNAVAILABLE -> throw new ApiProblem(503, "Not ready", why, "Ask again in a moment.");
                default ->
                    throw new ApiProblem(
                            401,
                            "Not signed in",
                            why,
                            "Send a token: Authorization: Bearer TOKEN (command line: --token-file or HYPERCARE_TOKEN);"
                                    + " hypercare token create makes one.");
            }
        }
    }

    private static ApiProblem forbidden(Visitor visitor, String why) {
        return new ApiProblem(
                403,
                ApiProblem.NOT_ALLOWED,
                "the token " + visitor.name() + ": " + why,
                "Use a token that may; hypercare token create makes one with --role and --tenant.");
    }
}

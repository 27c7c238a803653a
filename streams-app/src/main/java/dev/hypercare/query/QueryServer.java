package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.access.AskedBy;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** The query API over HTTP. Answers JSON, CSV where asked, and problem details for what it cannot answer. */
public final class QueryServer implements AutoCloseable {
    /** How soon after a change those who listen are told. */
    private static final long LIVE_MILLIS = 1000;

    private static final String BEGUN = "begun";

    private final Javalin server;
    private final QueryConfig config;
    private final List<String> routes;
    private final Meters meters;

    private final LiveStreams live;

    private QueryServer(Javalin server, QueryConfig config, List<String> routes, LiveStreams live, Meters meters) {
        this.live = live;
        this.server = server;
        this.config = config;
        this.routes = routes;
        this.meters = meters;
    }

    /**
     * Starts it; returns when it accepts requests. Error: {@link InvalidInput} where the address is not this machine's, cannot be
     * bound or the port is in use.
     *
     * @param resources what it answers, in the order of the index
     */
    public static QueryServer start(QueryConfig config, List<? extends QueryResource> resources) {
        return start(config, resources, Meters.none());
    }

    /** The same; how long answers took is told to the meters, which are closed with it. */
    public static QueryServer start(QueryConfig config, List<? extends QueryResource> resources, Meters meters) {
        String missing = config.missing();
        if (missing != null) {
            throw new InvalidInput(
                    "the query API would listen on " + config.host()
                            + ", beyond this machine, without TLS or without tokens",
                    "Set query.host to 127.0.0.1, or set " + missing + ": docs/reference/security.md says how.");
        }
        SslContextFactory.Server tls = config.tls().isOn() ? HttpsListener.context(config.tls()) : null;
        AccessGuard access = new AccessGuard(config.access());
        Admission admission = new Admission(config.limits(), System::nanoTime);
        LiveStreams live = new LiveStreams(config.limits(), access, admission, System::nanoTime);
        List<String> routes = new ArrayList<>();
        Javalin server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.startup.startupWatcherEnabled = false;
            javalin.http.prefer405over404 = true;
            javalin.http.maxRequestSize = config.limits().bodyBytes();
            javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
            javalin.jetty.modifyServer(jetty -> jetty.setErrorHandler(new JettyProblems()));
            if (tls != null) {
                javalin.jetty.addConnector(
                        (jetty, http) -> HttpsListener.connector(jetty, http, tls, config.host(), config.port()));
            }
            javalin.events.handlerAdded(added -> routes.add(added.getHttpMethod() + " " + added.getPath()));
            javalin.routes
                    .before(request -> guard(request, config))
                    .before(admission::arrive)
                    .before(access::enter)
                    .before(admission::enter)
                    .before(request -> LiveStreams.set(request, live))
                    .get("/", request -> index(request, resources));
            for (QueryResource each : resources) {
                each.addTo(javalin.routes);
            }
            ProblemRoutes.addTo(javalin.routes);
            javalin.routes
                    .after(admission::leave)
                    .after(request -> answered(request, meters))
                    .after(request -> AskedBy.end());
        });
        try {
            server.start(config.host(), config.port());
        } catch (RuntimeException e) {
            live.close();
            server.stop();
            throw cannotListen(config, e);
        }
        live.start(LIVE_MILLIS);
        return new QueryServer(server, config, List.copyOf(routes), live, meters);
    }

    /** Every route, as {@code GET /api/v1/kpis}. */
    List<String> routes() {
        return routes;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Where it is reached from this machine, such as {@code http://127.0.0.1:18080}. */
    public String url() {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return (config.tls().isOn() ? "https://" : "http://")
                + (host.equals("0.0.0.0") || host.equals("[::]") ? QueryConfig.DEFAULT_HOST : host) + ":"
                + port();
    }

    @Override
    public void close() {
        live.close();
        server.stop();
        meters.close();
    }

    private static void answered(Context request, Meters meters) {
        Long begun = request.attribute(BEGUN);
        if (begun != null) {
            Endpoint route = request.endpoints().lastHttpEndpoint();
            meters.answered(route == null ? "" : route.path, request.statusCode(), System.nanoTime() - begun);
        }
    }

    /** A web page must not reach the API of a person's own machine through a name that it makes point there. It has no token. */
    private static void guard(Context request, QueryConfig config) {
        FreshnessLog.begin();
        request.attribute(BEGUN, System.nanoTime());
        request.header("Cache-Control", "no-store")
                .header("Vary", "Authorization")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer");
        String host = request.host();
        if (!config.access().isOn() && host != null && !isOurs(host.replaceFirst(":\\d+$", ""), config)) {
            throw new ApiProblem(
                    421, "Not this server", "Host: " + host, "expected: localhost, 127.0.0.1 or " + config.host());
        }
    }

    private static boolean isOurs(String host, QueryConfig config) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || name.equalsIgnoreCase(config.host());
    }

    private static void index(Context request, List<? extends QueryResource> resources) {
        request.header("Vary", "Accept, Authorization");
        if (ConsoleResource.wantsPage(request)) {
            request.redirect(ConsoleResource.PATH.substring(1));
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", "Hypercare query API");
        ObjectNode index = json.putObject("resources");
        for (QueryResource each : resources) {
            new TreeMap<>(each.index()).forEach(index::put);
        }
        Replies.json(request, json);
    }

    private static InvalidInput cannotListen(QueryConfig config, RuntimeException e) {
        String at = config.host() + ":" + config.port();
        for (Throwable cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof BindException) {
                return new InvalidInput(
                        "the query API cannot listen on " + at + ": " + cause.getMessage(),
                        "Stop what uses the port (another Hypercare?), or set query.port (up: --query-port) to a free one.");
            }
        }
        return new InvalidInput(
                "the query API cannot listen on " + at + ": " + e.getMessage(), "Check query.host and query.port.");
    }

    private static @Nullable Throwable next(Throwable e) {
        return e.getCause() == e ? null : e.getCause();
    }
}

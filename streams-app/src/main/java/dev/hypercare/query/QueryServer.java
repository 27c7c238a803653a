package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.config.InvalidInput;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The query API over HTTP. Answers JSON, CSV where asked, and problem details for what it cannot answer. */
public final class QueryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryServer.class);

    private final Javalin server;
    private final QueryConfig config;

    private QueryServer(Javalin server, QueryConfig config) {
        this.server = server;
        this.config = config;
    }

    /** As {@link #start(QueryConfig, KpiReader, AlertReader, PatternReader, MarkBook, RuleBoard, AppReader, GapReader, LongSupplier, QueryResource...)}, without patterns and gaps. */
    public static QueryServer start(
            QueryConfig config,
            KpiReader kpis,
            AlertReader alerts,
            MarkBook marks,
            RuleBoard rules,
            AppReader apps,
            LongSupplier clock) {
        return start(
                config,
                kpis,
                alerts,
                PatternReader.absent("patterns are not kept here"),
                marks,
                rules,
                apps,
                GapReader.absent("gaps are not kept here"),
                clock);
    }

    /**
     * Starts it; returns when it accepts requests. Error: {@link InvalidInput} where the address is not this machine's, cannot be
     * bound or the port is in use.
     *
     * @param clock now, milliseconds since the epoch, for relative times
     * @param more resources besides
     */
    public static QueryServer start(
            QueryConfig config,
            KpiReader kpis,
            AlertReader alerts,
            PatternReader patterns,
            MarkBook marks,
            RuleBoard rules,
            AppReader apps,
            GapReader gaps,
            LongSupplier clock,
            QueryResource... more) {
        if (!config.isPermitted()) {
            throw new InvalidInput(
                    "the query API would listen on " + config.host()
                            + ", beyond this machine, without TLS and without tokens",
                    "Set query.host to 127.0.0.1, or query.allow-remote to true if the network is trusted.");
        }
        KpiResource kpi = new KpiResource(kpis, clock);
        AlertResource alert = new AlertResource(alerts);
        PatternResource pattern = new PatternResource(patterns, clock);
        MarkResource mark = new MarkResource(marks, alerts, clock);
        RuleResource rule = new RuleResource(rules);
        GapResource gap = new GapResource(gaps);
        ChangeResource change = new ChangeResource(kpis, patterns, clock);
        HealthResource health = new HealthResource(apps);
        List<QueryResource> all = new ArrayList<>(List.of(more));
        all.add(new ConsoleResource(ConsoleFiles.load()));
        all.add(new HeatmapResource(kpis, clock));
        Javalin server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.startup.startupWatcherEnabled = false;
            javalin.http.prefer405over404 = true;
            javalin.routes
                    .before(request -> guard(request, config))
                    .get("/", request -> index(request, all))
                    .get("/api/v1/kpis", kpi::kpis)
                    .get("/api/v1/series", kpi::series)
                    .get("/api/v1/pareto", change::pareto)
                    .get("/api/v1/changed", change::changed)
                    .get("/api/v1/alerts", alert::active)
                    .get("/api/v1/patterns", pattern::list)
                    .get("/api/v1/gaps", gap::open)
                    .get("/api/v1/marks", mark::list)
                    .post("/api/v1/marks", mark::add)
                    .delete("/api/v1/marks/{id}", mark::remove)
                    .get("/api/v1/rules", rule::list)
                    .get("/api/v1/rules/{id}", rule::show)
                    .post("/api/v1/rules", rule::apply)
                    .delete("/api/v1/rules/{id}", rule::disable)
                    .get("/api/v1/health", health::health);
            for (QueryResource each : all) {
                each.addTo(javalin.routes);
            }
            problems(javalin.routes);
        });
        try {
            server.start(config.host(), config.port());
        } catch (RuntimeException e) {
            server.stop();
            throw cannotListen(config, e);
        }
        return new QueryServer(server, config);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Where it is reached from this machine, such as {@code http://127.0.0.1:18080}. */
    public String url() {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return "http://" + (host.equals("0.0.0.0") || host.equals("[::]") ? QueryConfig.DEFAULT_HOST : host) + ":"
                + port();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** A web page must not reach the API of a person's own machine through a name that it makes point there. */
    private static void guard(Context request, QueryConfig config) {
        request.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
        String host = request.host();
        if (!config.allowRemote() && host != null && !isOurs(host.replaceFirst(":\\d+$", ""), config)) {
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

    private static void index(Context request, List<QueryResource> more) {
        request.header("Vary", "Accept");
        if (ConsoleResource.wantsPage(request)) {
            request.redirect(ConsoleResource.PATH.substring(1));
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", "Hypercare query API");
        ObjectNode resources = json.putObject("resources");
        resources
                .put("/api/v1/kpis?api=X&from=-15m&to=now&percentiles=50,95,99&step=1m", "KPIs of a series")
                .put("/api/v1/kpis?view=api,route,method&api=X", "KPIs of all series of a view that match")
                .put("/api/v1/series?view=api", "the series that had calls")
                .put("/api/v1/pareto?by=route&kpi=failed&from=-1h", "the few values that make most of a KPI")
                .put("/api/v1/changed?kpi=failed&from=-15m", "which label values explain an increase")
                .put("/api/v1/alerts", "alerts that have not ended")
                .put("/api/v1/patterns?api=X&state=new&since=-1h", "patterns of error messages, what is new first")
                .put("/api/v1/gaps", "what rises while no alert fires, and alerts that nobody takes note of")
                .put("/api/v1/marks", "what people said of alerts; POST adds one, DELETE takes one back")
                .put("/api/v1/rules", "the rules; POST applies some, DELETE of one ends its use; /{id} has its YAML")
                .put("/api/v1/health", "the applications and their state");
        for (QueryResource each : more) {
            new TreeMap<>(each.index()).forEach(resources::put);
        }
        Replies.json(request, json);
    }

    private static void problems(RoutesConfig routes) {
        routes.exception(ApiProblem.class, (problem, request) -> Replies.problem(request, problem))
                .exception(
                        NotReadyException.class,
                        (e, request) -> Replies.problem(
                                request,
                                new ApiProblem(
                                        503, "Not ready", String.valueOf(e.getMessage()), "Ask again in a moment.")))
                .exception(
                        HttpResponseException.class,
                        (e, request) -> Replies.problem(
                                request,
                                new ApiProblem(
                                        e.getStatus(),
                                        "No such resource",
                                        request.method() + " " + request.path(),
                                        "GET / lists the resources.")))
                .exception(Exception.class, (e, request) -> {
                    LOG.error("{} {} failed", request.method(), request.path(), e);
                    Replies.problem(
                            request,
                            new ApiProblem(
                                    500,
                                    "A fault of ours",
                                    "an unexpected error; it is in the log of this process",
                                    "Report it."));
                });
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

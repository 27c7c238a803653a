package dev.hypercare.normalise.route;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the number of APIs, and of route templates an API, within limits, first come first served; beyond them all share one name that
 * says so. What was let in stays in: the memory is told of each addition and can be told back after a restart.
 */
public final class RouteGuard {
    /** The name of every API beyond the limit; as {@code /{overflow}} of every route. */
    public static final String OVERFLOW = "{overflow}";

    private static final String OVERFLOW_ROUTE = "/" + OVERFLOW;

    /** Hears what the guard decides, once for each decision that is new. */
    public interface Memory {
        /** A route template of an API was seen for the first time and let in. */
        void remember(String api, String route);

        /** An API came to its limit of templates; {@code route} is the first that did not fit. */
        void routesOverflow(String api, int limit, String route);

        /** The limit of APIs was reached; {@code api} is the first that did not fit. */
        void apisOverflow(int limit, String api);
    }

    /** Names to use. {@code overflowed} says that one of them stands for others. */
    public record Names(String api, String route, boolean overflowed) {}

    private final int maxApis;
    private final int maxRoutesPerApi;
    private final Memory memory;
    private final Map<String, Set<String>> routesByApi = new HashMap<>();
    private final Set<String> fullApis = new HashSet<>();
    private boolean apisAreFull;

    public RouteGuard(int maxApis, int maxRoutesPerApi, Memory memory) {
        this.maxApis = maxApis;
        this.maxRoutesPerApi = maxRoutesPerApi;
        this.memory = memory;
    }

    /** Tells what {@link Memory#remember} was told once. Limits that were lowered since then take nothing away. */
    public void restore(String api, String route) {
        routesByApi.computeIfAbsent(api, unseen -> new HashSet<>()).add(route);
    }

    /** The names under which a call of this API and route template is counted. */
    public Names admit(String api, String route) {
        Set<String> routes = routesByApi.get(api);
        if (routes != null && routes.contains(route)) {
            return new Names(api, route, false);
        }
        if (routes == null && !api.equals(OVERFLOW) && apis() >= maxApis) {
            if (!apisAreFull) {
                apisAreFull = true;
                memory.apisOverflow(maxApis, api);
            }
            return new Names(OVERFLOW, admit(OVERFLOW, route).route(), true);
        }
        if (routes != null && routes.size() >= maxRoutesPerApi) {
            if (fullApis.add(api)) {
                memory.routesOverflow(api, maxRoutesPerApi, route);
            }
            return new Names(api, OVERFLOW_ROUTE, true);
        }
        routesByApi.computeIfAbsent(api, unseen -> new HashSet<>()).add(route);
        memory.remember(api, route);
        return new Names(api, route, false);
    }

    private int apis() {
        return routesByApi.containsKey(OVERFLOW) ? routesByApi.size() - 1 : routesByApi.size();
    }
}

package dev.hypercare.testdata.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which calls a fault touches; null means all. */
record Scope(
        @Nullable SimulatedApi api,
        @Nullable SimulatedRoute route,
        @Nullable Caller caller,
        @Nullable String client,
        @Nullable AiModel model,
        @Nullable Integer gateway,
        @Nullable String version) {

    static Scope of(SimulatedApi api) {
        return new Scope(api, null, null, null, null, null, null);
    }

    static Scope of(SimulatedRoute route) {
        return new Scope(route.api(), route, null, null, null, null, null);
    }

    static Scope ofGateway(int gateway) {
        return new Scope(null, null, null, null, null, gateway, null);
    }

    static Scope ofClient(String client) {
        return new Scope(null, null, null, client, null, null, null);
    }

    Scope by(Caller one) {
        return new Scope(api, route, one, client, model, gateway, version);
    }

    Scope to(AiModel one) {
        return new Scope(api, route, caller, client, one, gateway, version);
    }

    Scope served(String by) {
        return new Scope(api, route, caller, client, model, gateway, by);
    }

    /** The clients that its calls come from; empty where they may come from any. */
    List<String> clients() {
        if (client != null) {
            return List.of(client);
        }
        return caller == null ? List.of() : caller.clients();
    }

    boolean holds(Draft call) {
        return (route == null || route.index() == call.route.index())
                && (api == null || api.name().equals(call.route.api().name()))
                && (caller == null || call.caller != null && caller.name().equals(call.caller.name()))
                && (client == null || client.equals(call.client))
                && (model == null || call.model != null && model.name().equals(call.model.name()))
                && (gateway == null || gateway == call.gateway)
                && (version == null || version.equals(call.version));
    }

    /** The routes of which a call without faults can be in here. */
    List<SimulatedRoute> routes(Landscape landscape) {
        if (route != null) {
            return List.of(route);
        }
        if (api != null) {
            return landscape.routesOf(api);
        }
        return client != null ? List.of() : landscape.routes();
    }
}

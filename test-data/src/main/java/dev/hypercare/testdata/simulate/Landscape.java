package dev.hypercare.testdata.simulate;

import java.util.List;

/** All that is called, by whom and through what. */
record Landscape(
        List<String> gateways,
        Weighted gatewayShares,
        List<SimulatedApi> apis,
        List<SimulatedRoute> routes,
        List<String> anonymousClients) {
    Landscape {
        gateways = List.copyOf(gateways);
        apis = List.copyOf(apis);
        routes = List.copyOf(routes);
        anonymousClients = List.copyOf(anonymousClients);
    }

    List<SimulatedRoute> routesOf(SimulatedApi api) {
        return routes.stream().filter(route -> route.api().equals(api)).toList();
    }

    double perSecond() {
        return routes.stream().mapToDouble(SimulatedRoute::perSecond).sum();
    }
}

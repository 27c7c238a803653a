package dev.hypercare.testdata.simulate;

import java.util.List;

/**
 * Who calls: a consumer that gateways know by name.
 *
 * @param clients masked addresses that it calls from, at least one
 */
record Caller(String name, List<String> clients) {
    Caller {
        clients = List.copyOf(clients);
    }

    String client(Draws draws) {
        return clients.get(draws.below(clients.size()));
    }
}

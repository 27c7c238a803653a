package dev.hypercare.normalise.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RouteGuardTest {
    private final List<String> heard = new ArrayList<>();
    private final RouteGuard guard = new RouteGuard(2, 3, memory());

    @Test
    void namesTheOverflowOfAnApiAndSaysSoOnce() {
        for (int i = 0; i < 6; i++) {
            guard.admit("pay", "/" + i);
        }

        assertThat(guard.admit("pay", "/9")).isEqualTo(new RouteGuard.Names("pay", "/{overflow}", true));
        assertThat(guard.admit("pay", "/1")).isEqualTo(new RouteGuard.Names("pay", "/1", false));
        assertThat(guard.admit("orders", "/9")).isEqualTo(new RouteGuard.Names("orders", "/9", false));
        assertThat(heard).containsExactly("+pay/0", "+pay/1", "+pay/2", "routes of pay > 3: /3", "+orders/9");
    }

    @Test
    void namesTheOverflowOfApisAndSaysSoOnce() {
        guard.admit("a", "/x");
        guard.admit("b", "/x");

        assertThat(guard.admit("c", "/y")).isEqualTo(new RouteGuard.Names("{overflow}", "/y", true));
        assertThat(guard.admit("d", "/z")).isEqualTo(new RouteGuard.Names("{overflow}", "/z", true));
        assertThat(guard.admit("a", "/new")).isEqualTo(new RouteGuard.Names("a", "/new", false));
        assertThat(heard).contains("apis > 2: c").doesNotContain("apis > 2: d");
    }

    @Test
    void decidesTheSameAfterARestart() {
        guard.admit("pay", "/0");
        guard.admit("pay", "/1");
        guard.admit("pay", "/2");

        RouteGuard restarted = new RouteGuard(2, 3, memory());
        for (int i = 0; i < 3; i++) {
            restarted.restore("pay", "/" + i);
        }

        assertThat(restarted.admit("pay", "/2").route()).isEqualTo("/2");
        assertThat(restarted.admit("pay", "/3").route()).isEqualTo("/{overflow}");
    }

    @Test
    void takesNothingAwayWhenALimitIsLowered() {
        RouteGuard lowered = new RouteGuard(1, 1, memory());
        lowered.restore("a", "/1");
        lowered.restore("a", "/2");
        lowered.restore("b", "/1");

        assertThat(lowered.admit("a", "/2").overflowed()).isFalse();
        assertThat(lowered.admit("b", "/1").overflowed()).isFalse();
        assertThat(lowered.admit("b", "/2").overflowed()).isTrue();
    }

    @Property(tries = 300)
    void staysWithinItsLimitsAndNeverChangesItsMind(
            @ForAll @Size(max = 200) List<@IntRange(max = 8) Integer> apis,
            @ForAll @Size(max = 200) List<@IntRange(max = 12) Integer> routes) {
        RouteGuard any = new RouteGuard(4, 5, memory());
        Map<String, Set<String>> used = new HashMap<>();
        Map<String, RouteGuard.Names> decided = new HashMap<>();
        for (int i = 0; i < Math.min(apis.size(), routes.size()); i++) {
            String api = "api" + apis.get(i);
            String route = "/" + routes.get(i);
            RouteGuard.Names names = any.admit(api, route);
            used.computeIfAbsent(names.api(), unseen -> new HashSet<>()).add(names.route());
            assertThat(decided.computeIfAbsent(api + route, unseen -> names)).isEqualTo(names);
        }
        assertThat(used).hasSizeLessThanOrEqualTo(5);
        assertThat(used.values()).allSatisfy(names -> assertThat(names).hasSizeLessThanOrEqualTo(6));
    }

    private RouteGuard.Memory memory() {
        return new RouteGuard.Memory() {
            @Override
            public void remember(String api, String route) {
                heard.add("+" + api + route);
            }

            @Override
            public void routesOverflow(String api, int limit, String route) {
                heard.add("routes of " + api + " > " + limit + ": " + route);
            }

            @Override
            public void apisOverflow(int limit, String api) {
                heard.add("apis > " + limit + ": " + api);
            }
        };
    }
}

package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.cli.lab.FaultMatch.Relation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultMatchTest {
    @Test
    void anAlertOnWhatTheFaultHitsFindsItHoweverWideOrNarrowItIs() {
        var fault = Faults.onRoute("orders", "/v1/orders", 1_000, 60_000);
        assertThat(relation(Map.of("api", "orders"), 5_000, fault)).isEqualTo(Relation.FINDS);
        assertThat(relation(Map.of("api", "orders", "route", "/v1/orders", "method", "GET"), 5_000, fault))
                .isEqualTo(Relation.FINDS);
        assertThat(relation(Map.of("api", "orders", "consumer", "app-1"), 5_000, fault))
                .isEqualTo(Relation.FINDS);
    }

    @Test
    void anAlertOnSomethingElseDoesNot() {
        var fault = Faults.onRoute("orders", "/v1/orders", 1_000, 60_000);
        assertThat(relation(Map.of("api", "payments"), 5_000, fault)).isEqualTo(Relation.NONE);
        assertThat(relation(Map.of("api", "orders", "route", "/v1/orders/{id}"), 5_000, fault))
                .isEqualTo(Relation.NONE);
        assertThat(relation(Map.of("gateway", "edge-1"), 5_000, fault)).isEqualTo(Relation.NONE);
    }

    @Test
    void anAlertBeforeTheFaultOrLongAfterItDoesNot() {
        var fault = Faults.onRoute("orders", "/v1/orders", 1_000, 60_000);
        long latest = 60_000 + Faults.WINDOW_MILLIS + FaultMatch.SLACK_MILLIS;
        assertThat(relation(Map.of("api", "orders"), 999, fault)).isEqualTo(Relation.NONE);
        assertThat(relation(Map.of("api", "orders"), latest, fault)).isEqualTo(Relation.FINDS);
        assertThat(relation(Map.of("api", "orders"), latest + 1, fault)).isEqualTo(Relation.NONE);
    }

    @Test
    void ofAGatewayOnlyAnAlertThatNamesItFindsTheFaultAndOthersFollowFromIt() {
        var fault = Faults.onGateway("edge-1", 1_000, 60_000);
        assertThat(relation(Map.of("gateway", "edge-1"), 5_000, fault)).isEqualTo(Relation.FINDS);
        assertThat(relation(Map.of("gateway", "edge-2"), 5_000, fault)).isEqualTo(Relation.NONE);
        assertThat(relation(Map.of("api", "orders"), 5_000, fault)).isEqualTo(Relation.FOLLOWS);
    }

    @Test
    void anAlertOnANameForManyNamesNothing() {
        var fault = Faults.onGateway("edge-1", 1_000, 60_000);
        assertThat(relation(Map.of("gateway", "{dead-letters}"), 5_000, fault)).isEqualTo(Relation.FOLLOWS);
    }

    @Test
    void anAlertOnAClientOfAConsumerFindsItsFaultAndOneOnAnotherClientDoesNot() {
        var fault = Faults.ofConsumer("orders", "app-1", List.of("c-1", "c-2"), 1_000, 60_000);
        assertThat(relation(Map.of("client", "c-2"), 5_000, fault)).isEqualTo(Relation.FINDS);
        assertThat(relation(Map.of("client", "c-3"), 5_000, fault)).isEqualTo(Relation.NONE);
        assertThat(relation(Map.of("api", "orders", "consumer", "app-1"), 5_000, fault))
                .isEqualTo(Relation.FINDS);
        var ofAll = Faults.onRoute("orders", "/v1/orders", 1_000, 60_000);
        assertThat(relation(Map.of("client", "c-2"), 5_000, ofAll)).isEqualTo(Relation.NONE);
    }

    private static Relation relation(
            Map<String, String> labels, long at, dev.hypercare.testdata.simulate.SimulatedFault fault) {
        return FaultMatch.of(Faults.alert(labels, at), fault);
    }
}

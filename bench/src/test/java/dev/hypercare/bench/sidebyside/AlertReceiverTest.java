package dev.hypercare.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.testdata.FiredAlert;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AlertReceiverTest {
    private static final String MESSAGE = """
            {"status": "firing", "alerts": [{
              "status": "%s", "fingerprint": "f1", "startsAt": "%s",
              "labels": {"alertname": "ApiFailureBurst", "severity": "P1", "window": "60", "api": "shop", "instance": "127.0.0.1:1"},
              "annotations": {"summary": "shop: 30 %% of the calls fail"}}]}
            """;

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final AlertReceiver receiver = new AlertReceiver(clock::get, 30_000);

    @Test
    void anAlertIsNotedWhenItIsToldOfForTheFirstTimeWithTheLabelsThatOursHave() {
        assertThat(receiver.take(MESSAGE.formatted("firing", "t1"))).isEmpty();
        clock.addAndGet(60_000);
        receiver.take(MESSAGE.formatted("firing", "t1"));
        assertThat(receiver.fired())
                .containsExactly(new FiredAlert(
                        "ApiFailureBurst",
                        "P1",
                        Map.of("api", "shop"),
                        90_000,
                        1_000_000,
                        null,
                        "shop: 30 % of the calls fail"));
    }

    @Test
    void whatIsResolvedIsNoAlertAndWhatFiresAgainIsAnother() {
        receiver.take(MESSAGE.formatted("firing", "t1"));
        receiver.take(MESSAGE.formatted("resolved", "t1"));
        receiver.take(MESSAGE.formatted("firing", "t2"));
        assertThat(receiver.fired()).hasSize(2);
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThatThrownBy(() -> receiver.take("{")).hasMessageContaining("not JSON");
        assertThat(receiver.fired()).isEmpty();
    }
}

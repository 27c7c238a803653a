package dev.hypercare.receiver.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientRatesTest {
    @Test
    void aClientBeyondItsRateWaitsAndOthersDoNot() {
        ClientRates rates = new ClientRates(2, 10);

        assertThat(rates.secondsToWait("a", 0)).isZero();
        assertThat(rates.secondsToWait("a", 0)).isZero();
        assertThat(rates.secondsToWait("a", 0)).isEqualTo(1);
        assertThat(rates.secondsToWait("b", 0)).isZero();
        assertThat(rates.secondsToWait("a", 499)).isEqualTo(1);
        assertThat(rates.secondsToWait("a", 500)).isZero();
        assertThat(rates.secondsToWait("a", 500)).isEqualTo(1);
    }

    @Test
    void whoWasSilentForLongHasOneSecondOfRequestsAndNoMore() {
        ClientRates rates = new ClientRates(3, 10);
        rates.secondsToWait("a", 0);

        int sent = 0;
        while (rates.secondsToWait("a", 1_000_000) == 0) {
            sent++;
        }
        assertThat(sent).isEqualTo(3);
    }

    @Test
    void theLongestSilentIsForgottenAndAClockSetBackGivesNothing() {
        ClientRates rates = new ClientRates(1, 2);
        rates.secondsToWait("a", 1000);
        assertThat(rates.secondsToWait("a", 0)).isEqualTo(1);
        rates.secondsToWait("b", 1000);
        rates.secondsToWait("c", 1000);

        assertThat(rates.secondsToWait("a", 1000)).isZero();
    }

    @Test
    void withoutABoundEverythingMayBeSent() {
        ClientRates rates = new ClientRates(0, 2);
        for (int i = 0; i < 1000; i++) {
            assertThat(rates.secondsToWait("a", 0)).isZero();
        }
    }
}

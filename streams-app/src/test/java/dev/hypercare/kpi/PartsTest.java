package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.contract.measure.UnknownLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Property(tries = 60)
    void addUpToWhatTheirCallsAddUpToHoweverManyThereAreAndWheneverTheSumIsAsked(
            @ForAll @IntRange(max = 50) int before, @ForAll @IntRange(max = 50) int after) {
        Parts parts = new Parts();
        Kpis all = new Kpis();
        for (int i = 0; i < before + after; i++) {
            Kpis kpis = new Kpis();
            kpis.addBare();
            kpis.add(CallFigures.of(Calls.call("orders", "/o", 200 + i % 3, i, 1000L * i), false));
            all.merge(kpis);
            byte[] window = new StoredWindow(1, i, kpis).toBytes();
            parts.add(window, StoredWindow.kpisStart(window));
            if (i == before) {
                assertThat(parts.sum()).isEqualTo(all);
                assertThat(parts.sum()).isEqualTo(all);
            }
        }
        assertThat(parts.sum().toBytes()).isEqualTo(all.toBytes());
    }

    @Test
    void aLayoutOfTomorrowIsRefusedBeforeItIsKept() {
        Parts parts = new Parts();
        assertThatThrownBy(() -> parts.add(new byte[] {99, 0}, 0)).isInstanceOf(UnknownLayout.class);
        assertThat(parts.sum()).isEqualTo(new Kpis());
    }
}

package dev.hypercare.bench.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.bench.tickets.TicketDays.Kind;
import dev.hypercare.bench.tickets.TicketDays.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketDaysTest {
    @Test
    void openTicketsAreKeptAndResolvedOnesForgottenAndTheColumnsSayIt() {
        TicketDays open = TicketDays.of(Kind.OPEN, 100, 8);
        TicketDays resolved = TicketDays.of(Kind.RESOLVED, 100, 8);
        Part last = open.parts().get(7);
        assertThat(last.tickets()).isEqualTo(800);
        assertThat(last.open()).isEqualTo(800);
        assertThat(last.cases()).as("the last minute still waits").isBetween(790, 800);
        assertThat(resolved.parts().get(7).open()).isBetween(1L, 20L);
        assertThat(resolved.parts().get(7).cases())
                .as("those of two or three days")
                .isBetween(190, 330);
        assertThat(resolved.storedLastToMiddle()).isBetween(0.7, 1.3);
        assertThat(open.rows()).hasSize(8).allSatisfy(row -> assertThat(row).hasSameSizeAs(TicketDays.HEADER));
        assertThat(TicketsCommand.ratios(List.of(open, resolved)))
                .containsOnlyKeys(
                        "tickets.openTime",
                        "tickets.microsPerThousandOpen",
                        "tickets.resolvedTime",
                        "tickets.resolvedStored");
    }
}

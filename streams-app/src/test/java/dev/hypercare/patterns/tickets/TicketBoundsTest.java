package dev.hypercare.patterns.tickets;

import static dev.hypercare.patterns.tickets.TicketTexts.later;
import static dev.hypercare.patterns.tickets.TicketTexts.pattern;
import static dev.hypercare.patterns.tickets.TicketTexts.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.patterns.tickets.text.SubjectLimits;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketKpi;
import dev.hypercare.schemas.events.TicketStatus;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Days in which no ticket is like another: what is held stays within its limits, and what finds no place is named. */
class TicketBoundsTest {
    private static final int SUBJECTS = 40;
    private static final int TERMS = 600;
    private static final int SERIES = 25;
    private static final int A_DAY = 240;

    private final TicketRig rig = new TicketRig(config(), 1);
    private final Random random = new Random(3);
    private int tickets;

    @Test
    void daysOfRandomTicketsHoldNoMoreThanThreeOfThemDo() {
        for (int day = 0; day < 3; day++) {
            aDay(day);
        }
        long third = held();
        assertThat(rig.memory.cases.size()).as("those of the last days").isBetween(A_DAY, 2 * A_DAY + A_DAY / 10);
        for (int day = 3; day < 5; day++) {
            aDay(day);
        }
        assertThat(rig.memory.cases.size()).as("those of the last days").isBetween(A_DAY, 2 * A_DAY + A_DAY / 10);
        assertThat(keys("l|")).isEqualTo(rig.memory.cases.size());
        assertThat(keys("o|")).isEqualTo(rig.memory.cases.size());
        assertThat(keys("w|")).as("waiting").isLessThan(10);
        assertThat(keys("r|")).as("compared with patterns").isLessThanOrEqualTo(RecentTickets.MOST);
        assertThat(keys("h|")).as("subjects").isLessThanOrEqualTo(SUBJECTS);
        assertThat(rig.memory.rest.keySet().stream().filter(key -> key.matches("u\\|.*\\|s\\|.*")))
                .as("subjects")
                .hasSizeLessThanOrEqualTo(SUBJECTS);
        assertThat(rig.memory.rest.keySet().stream().filter(key -> key.matches("u\\|.*\\|t\\|.*")))
                .as("terms: those of subjects aside")
                .hasSizeLessThanOrEqualTo(TERMS + SUBJECTS * 48);
        assertThat(keys("k|")).as("series, one for the others").isLessThanOrEqualTo(SERIES + 1);
        assertThat((double) held()).as("bytes after five days").isLessThan(1.15 * third);
        assertThat(rig.memory.kpis.values().stream()
                        .filter(kpi -> kpi.getStart().toEpochMilli() != 0))
                .as("windows of the last days")
                .isNotEmpty()
                .allSatisfy(kpi -> assertThat(kpi.getStart()).isAfter(TicketTexts.minute(3 * 1440)));
        assertThat(keys("v|"))
                .as("windows of the last days")
                .isEqualTo(rig.memory.kpis.values().stream()
                        .filter(kpi -> kpi.getStart().toEpochMilli() != 0)
                        .count());
        assertThat(days(TicketKpi::getOpened)).as("none is lost").isEqualTo(tickets);
        assertThat(days(TicketKpi::getResolved)).as("none is lost").isEqualTo(tickets);
    }

    @Test
    void theBacklogStaysRightWhenAnOldTicketChangesWhoseWindowIsForgotten() {
        Ticket old = ticket("old", 5, "It is slow").setApi("pay").build();
        rig.ticket(old).tick(10);
        for (int day = 1; day <= 4; day++) {
            rig.tick(day * 1440L + 60);
            rig.restart();
        }
        assertThat(backlog("pay")).isEqualTo(1);
        assertThat(rig.memory.kpis.values())
                .extracting(kpi -> kpi.getStart().toEpochMilli())
                .containsExactly(0L);
        Ticket moved = Ticket.newBuilder(old)
                .setApi("orders")
                .setAt(TicketTexts.minute(4 * 1440 + 70))
                .build();
        rig.ticket(moved).tick(4 * 1440 + 80);
        assertThat(backlog("pay")).isZero();
        assertThat(backlog("orders")).isEqualTo(1);
        rig.ticket(later(moved, 4 * 1440 + 90, TicketStatus.RESOLVED)).tick(4 * 1440 + 100);
        assertThat(backlog("orders")).isZero();
        assertThat(days(TicketKpi::getOpened)).isEqualTo(1);
    }

    private long backlog(String api) {
        return rig.memory.kpis.values().stream()
                .filter(kpi -> kpi.getWindowSeconds() == 86_400
                        && api.equals(kpi.getLabels().get("api")))
                .mapToLong(kpi -> kpi.getOpened() + kpi.getReopened() - kpi.getResolved())
                .sum();
    }

    private long days(ToLongFunction<TicketKpi> figure) {
        return rig.memory.kpis.values().stream()
                .filter(kpi -> kpi.getWindowSeconds() == 86_400)
                .mapToLong(figure)
                .sum();
    }

    @Test
    void whatFindsNoPlaceIsNamed() {
        aDay(0);
        assertThat(rig.patterns.stream().filter(one -> one.getState() == PatternState.QUIET))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.getReason())
                        .isEqualTo("forgotten: there is a place for " + SUBJECTS + " subjects"));
        assertThat(rig.kpis.values())
                .as("APIs without a series of their own")
                .anyMatch(kpi -> "{overflow}".equals(kpi.getLabels().get("api")));
        long opened = rig.kpis.values().stream()
                .filter(kpi -> kpi.getWindowSeconds() == 86_400)
                .mapToLong(kpi -> kpi.getOpened())
                .sum();
        assertThat(opened).as("none is lost").isEqualTo(rig.memory.cases.size());
    }

    @Test
    void tenantsThatAreTooManyShareTheSubjectsOfTheOthers() {
        TicketRig tenants = new TicketRig();
        for (int tenant = 0; tenant < SubjectBook.MOST_SCOPES + 20; tenant++) {
            tenants.ticket(ticket("t" + tenant, tenant % 5, "The invoice is wrong")
                    .setTenant(String.format("tenant-%04d", tenant))
                    .build());
        }
        tenants.tick(30);
        assertThat(tenants.patterns.stream().map(Pattern::getTenant).distinct())
                .as("each its own, and none for those that share")
                .hasSizeLessThanOrEqualTo(SubjectBook.MOST_SCOPES + 1)
                .containsNull();
    }

    /** 240 tickets of words, APIs and statuses by chance, each resolved an hour later; patterns are told meanwhile. */
    private void aDay(int day) {
        long begin = day * 1440L;
        for (int i = 0; i < A_DAY; i++) {
            long minute = begin + i * 6L;
            Ticket opened = ticket("t" + tickets++, minute, words(8))
                    .setText(words(10) + " status 50" + random.nextInt(5))
                    .setApi("api-" + random.nextInt(200))
                    .build();
            rig.ticket(opened);
            rig.ticket(later(opened, minute + 1, TicketStatus.RESOLVED));
            rig.pattern(pattern("p" + random.nextInt(50), words(5), minute, minute)
                    .setStatuses(List.of(500 + random.nextInt(5)))
                    .build());
            rig.tick(minute + 2);
        }
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            for (int letter = 0; letter < 7; letter++) {
                text.append((char) ('a' + random.nextInt(26)));
            }
            text.append(' ');
        }
        return text.toString().strip();
    }

    private long keys(String prefix) {
        return rig.memory.rest.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .count();
    }

    /** Bytes of keys and values but for the figures. */
    private long held() {
        return rig.memory.rest.entrySet().stream()
                        .mapToLong(entry -> entry.getKey().length() + entry.getValue().length)
                        .sum()
                + 500L * rig.memory.cases.size();
    }

    private static TicketsConfig config() {
        TicketsConfig usual = TicketsConfig.defaults();
        return new TicketsConfig(
                usual.settle(),
                usual.longestWait(),
                usual.maxFuture(),
                Duration.ofDays(1),
                usual.perTenant(),
                new SubjectLimits(0.3, 0.6, SUBJECTS, TERMS, 1000),
                usual.surge(),
                usual.links(),
                SERIES,
                usual.defaultCriticality(),
                usual.categories());
    }
}

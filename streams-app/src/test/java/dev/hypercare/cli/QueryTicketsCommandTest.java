package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.FakeApi;
import dev.hypercare.query.FakeServer;
import dev.hypercare.query.FakeTickets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryTicketsCommandTest {
    private final Console console = new Console();
    private FakeServer server;

    @BeforeEach
    void start() {
        FakeApi api = new FakeApi();
        api.now = FakeTickets.NOW;
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ticketsAreATableTheMostUrgentFirst() {
        assertThat(query("tickets", "--state", "unresolved")).isZero();
        assertThat(console.out().lines()).hasSize(3);
        assertThat(console.out().lines().findFirst())
                .hasValueSatisfying(header -> assertThat(header).startsWith("prio  state"));
        assertThat(console.out()).containsPattern("P1 +OPEN .* jira:2 +outage +pay +likely p1 +The shop is down");
        assertThat(query("tickets", "--api", "none")).isZero();
        assertThat(console.err()).contains("no such ticket is known");
        assertThat(query("tickets", "--limit", "1", "--output", "json")).isZero();
        assertThat(console.out()).contains("\"cut\":true");
    }

    @Test
    void aListIsToldInPagesAsLongAsItIsWanted() {
        assertThat(query("tickets", "--limit", "2")).isZero();
        assertThat(console.out().lines()).hasSize(3);
        assertThat(console.err()).contains("there are more: --limit N or --all");
        assertThat(query("tickets", "--all")).isZero();
        assertThat(console.out().lines()).hasSize(4);
        assertThat(console.err()).doesNotContain("there are more");
        assertThat(query("tickets", "--limit", "0")).isNotZero();
        assertThat(console.err()).contains("limit: 0");
    }

    @Test
    void figuresAreATableOfTotalsOrOfSteps() {
        assertThat(query("ticket-kpis", "--from", "-3h", "--by", "none")).isZero();
        assertThat(console.out().lines())
                .containsExactly(
                        "opened  resolved  backlog  MTTR  1st answer  1st contact %  reopened %  escalated  CSAT   NPS",
                        "     6         4       13   30m           -           50.0         0.0          0   4.0  50.0");
        assertThat(query("ticket-kpis", "--from", "-3h", "--rows")).isZero();
        assertThat(console.out().lines()).hasSize(4);
        assertThat(query("ticket-kpis", "--api", "none")).isZero();
        assertThat(console.err()).contains("no tickets and no answers are known of that range");
    }

    private int query(String... question) {
        List<String> words = new ArrayList<>(List.of("query"));
        words.addAll(List.of(question));
        words.addAll(List.of("--url", server.url()));
        return console.run(words.toArray(String[]::new));
    }
}

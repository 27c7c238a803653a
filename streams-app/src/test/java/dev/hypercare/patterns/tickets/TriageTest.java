package dev.hypercare.patterns.tickets;

import static dev.hypercare.patterns.tickets.TicketTexts.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Severity;
import dev.hypercare.patterns.tickets.text.Clues;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.Ticket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriageTest {
    private final Triage triage = new Triage(TicketsConfig.defaults());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Our token expired and we cannot log in | authentication",
                "We get status 401 since the key was rotated | authentication",
                "HTTP 429 although we are below our quota | rate-limit",
                "Requests are being throttled | rate-limit",
                "Payments answer 503 Service Unavailable | outage",
                "The API is down | outage",
                "Calls take too long, p99 over 8 seconds | latency",
                "Upstream timed out with status 504 | latency",
                "Duplicate orders and wrong amounts in the export | data",
                "Question about the invoice of October | billing",
                "How do I paginate? The documentation has no example | how-to",
                "Webhook notifications are not delivered | webhook",
                "Good morning | other",
            })
    void theCategoryIsTheOneThatMostSpeaksFor(String title, String category) {
        assertThat(category(title)).isEqualTo(category);
    }

    @Test
    void theReasonNamesWhatWasSeen() {
        assertThat(triage.category(
                                ticket("t", 0, "HTTP 429, the quota is used up").build(), Clues.of("HTTP 429"))
                        .reason())
                .isEqualTo("it says status 429, 'quota'");
    }

    @Test
    void aCategoryOfTheSourceThatIsOneOfOursIsTaken() {
        Ticket given = ticket("t", 0, "HTTP 503").setCategory("Billing").build();
        assertThat(triage.category(given, Clues.of("HTTP 503")))
                .isEqualTo(new Triage.Finding("billing", "by the source"));
    }

    @Test
    void aCategoryOfYourOwnStandsBeforeTheShippedOnes() {
        TicketsConfig shipped = TicketsConfig.defaults();
        List<TicketCategory> categories = new ArrayList<>();
        categories.add(new TicketCategory("mobile", Severity.P2, List.of("android", "app crash")));
        categories.addAll(shipped.categories());
        TicketsConfig own = new TicketsConfig(
                shipped.settle(),
                shipped.longestWait(),
                shipped.maxFuture(),
                shipped.keep(),
                true,
                shipped.subjects(),
                shipped.surge(),
                shipped.links(),
                10,
                Criticality.NORMAL,
                categories);
        Ticket crash = ticket("t", 0, "App crashes on Android").build();
        assertThat(new Triage(own).category(crash, Clues.of("")).value()).isEqualTo("mobile");
    }

    @Test
    void thePriorityFollowsTheMatrixAndSaysWhy() {
        Ticket plain = ticket("t", 0, "it is slow").build();
        assertThat(triage.priority(plain, "latency", null, null))
                .isEqualTo(new Triage.Finding(
                        "P3", "severity P3 (category latency); impact medium (no API of the catalog)"));
        CatalogEntry critical = entry("pay", Criticality.CRITICAL);
        assertThat(triage.priority(plain, "latency", critical, null).value()).isEqualTo("P2");
        assertThat(triage.priority(plain, "outage", critical, null).value()).isEqualTo("P1");
        Triage.Finding surging =
                triage.priority(plain, "outage", entry("pay", Criticality.HIGH), "many tickets of its subject");
        assertThat(surging.value()).isEqualTo("P1");
        assertThat(surging.reason()).contains("criticality of pay high, many tickets of its subject");
    }

    @Test
    void urgentWordsAndThePriorityOfTheSourceCount() {
        Ticket urgent = ticket("t", 0, "URGENT: it is slow").build();
        assertThat(triage.priority(urgent, "latency", null, null).value()).isEqualTo("P2");
        Ticket given = ticket("t", 0, "it is slow").setPriority("Blocker").build();
        assertThat(triage.priority(given, "latency", null, null).reason())
                .contains("severity P1 (Blocker by the source)");
        Ticket unknown = ticket("t", 0, "it is slow").setPriority("soonish").build();
        assertThat(triage.priority(unknown, "latency", null, null).value()).isEqualTo("P3");
    }

    @Test
    void anApiIsNamedByTheSourceOrTheTextButNotByAPlainWordAlone() {
        List<String> known = List.of("orders", "payment-gateway");
        assertThat(api(ticket("t", 0, "x").setApi("any").build(), known)).isEqualTo("any by the source");
        assertThat(api(ticket("t", 0, "The orders API fails").build(), known)).isEqualTo("orders the text names it");
        assertThat(api(ticket("t", 0, "the Payment Gateway fails").build(), known))
                .isEqualTo("payment-gateway the text names it");
        assertThat(api(ticket("t", 0, "my orders are missing").build(), known)).isNull();
        assertThat(api(ticket("t", 0, "orders API and payment gateway").build(), known))
                .isNull();
    }

    @Test
    void aComponentIsOfTheSourceAnUpstreamARouteOrTheApi() {
        Ticket plain = ticket("t", 0, "the orders API fails at /v1/orders/17, the stock service is slow")
                .build();
        Clues clues = Clues.of(plain.getTitle());
        Triage.Finding api = new Triage.Finding("orders", "the text names it");
        CatalogEntry entry = CatalogEntry.newBuilder(entry("orders", Criticality.NORMAL))
                .setUpstreams(List.of("stock"))
                .build();
        assertThat(Triage.component(plain, clues, api, entry).value()).isEqualTo("stock");
        assertThat(Triage.component(plain, clues, api, null).value()).isEqualTo("/v1/orders/{id}");
        assertThat(Triage.component(plain, Clues.of(""), api, null).value()).isEqualTo("orders");
        assertThat(Triage.component(plain, Clues.of(""), null, null)).isNull();
        Ticket given = Ticket.newBuilder(plain).setComponent("checkout").build();
        assertThat(Triage.component(given, clues, api, entry).reason()).isEqualTo("by the source");
    }

    private String category(String title) {
        return triage.category(ticket("t", 0, title).build(), Clues.of(title)).value();
    }

    private static String api(Ticket ticket, List<String> known) {
        Triage.Finding found = Triage.api(ticket, known, null);
        return found == null ? null : found.value() + " " + found.reason();
    }

    private static CatalogEntry entry(String api, Criticality criticality) {
        return CatalogEntry.newBuilder().setApi(api).setCriticality(criticality).build();
    }
}

package dev.hypercare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.GapKind;
import dev.hypercare.schemas.events.LinkCertainty;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketStatus;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.App;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicWriter;
import dev.hypercare.streams.VirtualApps;
import dev.hypercare.streams.VirtualApps.Arrived;
import dev.hypercare.streams.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tickets through the whole flow: an error is logged, customers write of it, no rule knows it. The tickets are linked to the error and
 * its API, and a gap says that it is reported and no alert fires. In virtual time on one partition, and on a real broker with three
 * partitions and a restart between: with the same ids.
 */
class TicketsWholeFlowTest {
    /** In the past: what is in the future of its ingest is refused. */
    private static final Instant START = Instant.parse("2026-01-12T08:00:00Z");

    private static final Set<Topic<?>> WRITTEN = Set.of(Topics.TICKET_CASES, Topics.PATTERNS, Topics.GAPS);
    /** Tickets are taken up by then. */
    private static final int TAKEN_UP = 300;
    /** The hour is over, and an alert had time enough to fire. */
    private static final int END = 5000;

    private static final Duration STEP = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @BeforeAll
    static void records() {}

    @Test
    void aReportedErrorWithoutAnAlertIsToldWithTheSameIdsOnAnyNumberOfPartitionsAndAcrossARestart() {
        Seen virtual = inVirtualTime();
        assertThat(virtual.cases).hasSize(4).allSatisfy(known -> {
            assertThat(known.getApi()).isEqualTo("pay");
            assertThat(known.getLinks()).singleElement().satisfies(link -> {
                assertThat(link.getPattern()).isEqualTo(virtual.message().getId());
                assertThat(link.getApi()).isEqualTo("pay");
                assertThat(link.getCertainty()).isEqualTo(LinkCertainty.LIKELY);
                assertThat(link.getEvidence()).contains("error ledger_refused", "route /v1/pay", "status 502");
            });
            assertThat(known.getSubject()).isEqualTo(virtual.subject().getId());
        });
        assertThat(virtual.cases.get(0).getApiReason()).isEqualTo("the pattern that it is likely about is of it");
        assertThat(virtual.subject().getApi()).isEqualTo("pay");
        assertThat(virtual.subject().getTotal()).isEqualTo(4);
        assertThat(virtual.gaps)
                .filteredOn(gap -> gap.getSubject().equals(virtual.subject().getId()))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.getKind()).isEqualTo(GapKind.NO_ALERT);
                    assertThat(gap.getApi()).isEqualTo("pay");
                    assertThat(gap.getSummary()).contains("no alert");
                });

        Seen embedded = onABroker();
        assertThat(embedded.ids()).isEqualTo(virtual.ids());
        assertThat(embedded.message().getTotal()).isEqualTo(virtual.message().getTotal());
        assertThat(embedded.subject().getTotal()).isEqualTo(4);
    }

    private Seen inVirtualTime() {
        Wiring wiring = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);
        List<App> apps = Pipeline.apps(PipelineConfig.load(null).only(List.of("kpi", "watch")), wiring);
        try (VirtualApps flow = new VirtualApps(apps, wiring, directory.resolve("virtual"), START, WRITTEN)) {
            flow.send(
                    Topics.MESSAGES,
                    messages(1).stream()
                            .map(each -> new Arrived<>(millis(9), each))
                            .toList());
            flow.send(
                    Topics.TICKETS,
                    tickets().stream()
                            .map(each -> new Arrived<>(each.getAt().toEpochMilli(), each))
                            .toList());
            for (long second = 0; second <= END; second += STEP.toSeconds()) {
                flow.tick(Topics.CALLS, millis(second));
                flow.passTime(STEP);
            }
            return new Seen(flow.taken(Topics.TICKET_CASES), flow.taken(Topics.PATTERNS), flow.taken(Topics.GAPS));
        }
    }

    private Seen onABroker() {
        try (EmbeddedFlow flow = new EmbeddedFlow(directory)) {
            ClusterAccess cluster = new ClusterAccess(flow.cluster(), flow.wiring(), "none");
            List<Ticket> tickets = tickets();
            try (TopicWriter<MessageCounts> to = cluster.writer(Topics.MESSAGES)) {
                messages(EmbeddedFlow.PARTITIONS).forEach(each -> to.write("pay", each));
            }
            try (TopicWriter<Ticket> to = cluster.writer(Topics.TICKETS)) {
                tickets.subList(0, 2).forEach(each -> to.write(each.getId(), each));
                flow.tickBy(time(TAKEN_UP));
                awaitCases(flow, 2);
                flow.restart();
                tickets.subList(2, 4).forEach(each -> to.write(each.getId(), each));
                awaitCases(flow, 4);
            }
            flow.tickBy(time(END));
            Awaitility.await("the gap")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(() -> assertThat(flow.read(Topics.GAPS)).isNotEmpty());
            assertThat(flow.read(Topics.DEAD_LETTERS)).isEmpty();
            return new Seen(flow.read(Topics.TICKET_CASES), flow.read(Topics.PATTERNS), flow.read(Topics.GAPS));
        }
    }

    private static void awaitCases(EmbeddedFlow flow, int count) {
        Awaitility.await("cases")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(new Seen(flow.read(Topics.TICKET_CASES), List.of(), List.of()).cases)
                        .hasSize(count));
    }

    private static LongSupplier time(long second) {
        return () -> millis(second);
    }

    private static long millis(long second) {
        return START.plusSeconds(second).toEpochMilli();
    }

    /** Six calls fail with one message, wherever they were counted. */
    private static List<MessageCounts> messages(int sources) {
        List<MessageCounts> all = new ArrayList<>();
        for (int call = 0; call < 6; call++) {
            all.add(MessageCounts.newBuilder()
                    .setSourcePartition(call % sources)
                    .setApi("pay")
                    .setPaneStart(START)
                    .setTakenWith(START)
                    .setEntries(List.of(MessageCount.newBuilder()
                            .setMessage("ledger_refused booking of account 17")
                            .setStatus(502)
                            .setRoute("/v1/pay")
                            .setCalls(1)
                            .setFirstCompletedAt(START.plusSeconds(call))
                            .setLastCompletedAt(START.plusSeconds(call))
                            .setTraceIds(List.of())
                            .build()))
                    .build());
        }
        return all;
    }

    /** The first does not say of which API it is. */
    private static List<Ticket> tickets() {
        List<Ticket> tickets = new ArrayList<>();
        String[] whose = {"our shop", "the till", "partners", "all customers"};
        for (int i = 0; i < whose.length; i++) {
            Instant at = START.plusSeconds(60 + 30 * i);
            tickets.add(Ticket.newBuilder()
                    .setId("desk:" + i)
                    .setSource("desk")
                    .setAt(at)
                    .setCreatedAt(at)
                    .setStatus(TicketStatus.OPEN)
                    .setTitle("POST /v1/pay answers status 502 ledger_refused for " + whose[i])
                    .setApi(i == 0 ? null : "pay")
                    .build());
        }
        return tickets;
    }

    /** What was told: the newest of each case, by id; patterns and gaps. */
    private static final class Seen {
        private final List<TicketCase> cases;
        private final List<Pattern> patterns;
        private final List<Gap> gaps;

        Seen(List<TicketCase> cases, List<Pattern> patterns, List<Gap> gaps) {
            TreeMap<String, TicketCase> newest = new TreeMap<>();
            cases.forEach(each -> newest.put(each.getId(), each));
            this.cases = List.copyOf(newest.values());
            this.patterns = patterns;
            this.gaps = gaps;
        }

        Pattern message() {
            return last(PatternKind.MESSAGE);
        }

        Pattern subject() {
            return last(PatternKind.TICKET);
        }

        private Pattern last(PatternKind kind) {
            List<Pattern> told =
                    patterns.stream().filter(one -> one.getKind() == kind).toList();
            assertThat(told.stream().map(Pattern::getId).distinct())
                    .as("%s", kind)
                    .hasSize(1);
            return told.get(told.size() - 1);
        }

        /** Everything that has an identity of its own, and what it is tied to. */
        Set<String> ids() {
            Set<String> ids = new TreeSet<>();
            ids.add("message " + message().getId());
            ids.add("subject " + subject().getId());
            cases.forEach(each -> ids.add(each.getId() + " of " + each.getSubject() + " about "
                    + each.getLinks().stream()
                            .map(link -> link.getPattern() + " " + link.getScore())
                            .toList()));
            gaps.forEach(gap -> ids.add("gap " + gap.getId() + " " + gap.getKind() + " " + gap.getSubject()));
            return ids;
        }
    }
}

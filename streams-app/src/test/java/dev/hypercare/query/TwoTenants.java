package dev.hypercare.query;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.query.access.AccessRole;
import dev.hypercare.query.access.TokenFile;
import dev.hypercare.query.access.Visitor;
import dev.hypercare.rules.FakeRules;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.DecisionCause;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.GapKind;
import dev.hypercare.schemas.events.GapState;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What two tenants have: the shop the API pay, the bank the API orders. All that is the bank's has the word {@code vault} in it. Something of
 * no API says vault, too.
 */
final class TwoTenants {
    static final long NOW = FakeKpis.START + 120_000;
    private static final Instant AT = Instant.ofEpochMilli(FakeKpis.START);

    final FakeApi api = new FakeApi();
    final String viewer;
    final String editor;
    final String shopViewer;
    final String shopEditor;
    final String bankViewer;

    /** @param tokens a file to make */
    TwoTenants(Path tokens) {
        viewer = TokenFile.add(tokens, new Visitor("viewer", AccessRole.VIEWER, null));
        editor = TokenFile.add(tokens, new Visitor("editor", AccessRole.EDITOR, null));
        shopViewer = TokenFile.add(tokens, new Visitor("shop-viewer", AccessRole.VIEWER, Set.of("shop")));
        shopEditor = TokenFile.add(tokens, new Visitor("shop-editor", AccessRole.EDITOR, Set.of("shop")));
        bankViewer = TokenFile.add(tokens, new Visitor("bank-viewer", AccessRole.VIEWER, Set.of("bank")));
        api.access = new AccessConfig(tokens, null);
        api.now = NOW;
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = FakeKpis.START + 110_000;
        for (int i = 0; i < 10; i++) {
            calls(kpis, "pay", "/v1/pay", "ann", i);
            calls(kpis, "orders", "/v1/vault", "vaultman", i);
        }
        api.kpis = kpis;
        api.alerts = () -> List.of(alert("f-pay", "pay", "pay fails"), alert("f-orders", "orders", "vault fails"));
        api.patterns = patterns();
        api.gaps = () -> List.of(gap("pay", "x"), gap("orders", "vault"), gap(null, "vault"));
        api.tickets = tickets();
        api.catalog = () -> List.of(entry("pay", "shop", "ann"), entry("orders", "bank", "vaultman"));
        api.rules = new FakeRules(FakeKpis.START);
        api.marks.put(mark("m-pay", null, Map.of("api", "pay"), "x"));
        api.marks.put(mark("m-orders", "f-orders", Map.of(), "vault"));
        api.marks.put(mark("m-all", null, Map.of("rule", "rate-5xx"), "vault"));
        FakePast past = new FakePast();
        past.decisions.add(decision("f-pay", "pay", "it held"));
        past.decisions.add(decision("f-orders", "orders", "vault held"));
        past.deadLetters.add(letter());
        api.past = past;
    }

    private static void calls(FakeKpis kpis, String api, String route, String consumer, int i) {
        long at = FakeKpis.START + 60_000 + i * 1000;
        int status = i % 2 == 0 ? 503 : 200;
        kpis.call("api=" + api, at, status, 1000L)
                .call("api=" + api + ",route=" + route + ",method=GET", at, status, 1000L)
                .call("api=" + api + ",consumer=" + consumer, at, status, 1000L);
    }

    private static Alert alert(String fingerprint, String api, String summary) {
        return Alert.newBuilder(QueryServerTest.alert(fingerprint, "P1", AlertState.FIRING, api))
                .setSummary(summary)
                .build();
    }

    private static PatternReader patterns() {
        return new PatternReader() {
            @Override
            public List<Pattern> patterns() {
                return List.of(pattern("p1", "pay", "x is down"), pattern("p2", "orders", "vault is down"));
            }

            @Override
            public List<Pattern> subjects() {
                return List.of(Pattern.newBuilder(pattern("t1", "pay", "vault login"))
                        .setKind(PatternKind.TICKET)
                        .build());
            }

            @Override
            public PatternSource source() {
                return question -> PatternPart.of(history(), question);
            }
        };
    }

    private static PatternHistory history() {
        return new PatternHistory() {
            @Override
            public OptionalLong countedUpTo() {
                return OptionalLong.of(FakeKpis.START + 110_000);
            }

            @Override
            public List<String> apis() {
                return List.of("pay", "orders");
            }

            @Override
            public List<PatternCounts> windows(Resolution resolution, String api, long from, long to) {
                PatternCounts counts = new PatternCounts();
                counts.add(api.equals("pay") ? "p1" : "vault-forgotten", 3);
                return List.of(counts);
            }
        };
    }

    private static Pattern pattern(String id, String api, String template) {
        return Pattern.newBuilder()
                .setId(id)
                .setKind(PatternKind.MESSAGE)
                .setApi(api)
                .setTemplate(template)
                .setState(PatternState.SURGING)
                .setAt(AT)
                .setReason("r")
                .setFirstSeen(AT)
                .setLastSeen(AT)
                .setTotal(9)
                .setRecent(9)
                .setWindowSeconds(300)
                .setSample(template)
                .setTickets(List.of("vault-1"))
                .build();
    }

    private static Gap gap(String api, String subject) {
        return Gap.newBuilder()
                .setId("g-" + api)
                .setKind(GapKind.NO_ALERT)
                .setState(GapState.OPEN)
                .setApi(api)
                .setSubject(subject)
                .setSince(AT)
                .setAt(AT)
                .setSummary(subject)
                .setReason("r")
                .setEvidence(Map.of())
                .setTickets(List.of())
                .build();
    }

    /** Those of {@link FakeTickets}: what is of orders, or of nobody, is about a vault. */
    private static TicketReader tickets() {
        FakeTickets some = FakeTickets.some();
        return new TicketReader() {
            @Override
            public List<TicketCase> cases(Predicate<TicketCase> wanted) {
                return some.cases(one -> true).stream()
                        .map(one -> "pay".equals(one.getApi())
                                ? one
                                : TicketCase.newBuilder(one).setTitle("vault").build())
                        .filter(wanted)
                        .toList();
            }

            @Override
            public List<TicketKpi> kpis(Predicate<TicketKpi> wanted) {
                return some.kpis(wanted);
            }
        };
    }

    private static CatalogEntry entry(String api, String tenant, String owner) {
        return CatalogEntry.newBuilder()
                .setApi(api)
                .setTenant(tenant)
                .setOwner(owner)
                .setCriticality(Criticality.HIGH)
                .build();
    }

    private static Mark mark(String id, String fingerprint, Map<String, String> selector, String note) {
        return Mark.newBuilder()
                .setId(id)
                .setKind(MarkKind.NOTE)
                .setFingerprint(fingerprint)
                .setSelector(selector)
                .setFrom(AT)
                .setMadeAt(AT)
                .setBy("ann")
                .setNote(note)
                .build();
    }

    private static Decision decision(String fingerprint, String api, String reason) {
        return Decision.newBuilder()
                .setFingerprint(fingerprint)
                .setRule("rate-5xx")
                .setRuleVersion("1")
                .setSeries("api=" + api)
                .setLabels(Map.of("api", api))
                .setAt(AT)
                .setTo("firing")
                .setSeverity("P1")
                .setSuppressed(false)
                .setCause(DecisionCause.CHANGED)
                .setReason(reason)
                .setCondition("x")
                .setWindowSeconds(60)
                .setEvidence(Map.of())
                .build();
    }

    private static DeadLetter letter() {
        return DeadLetter.newBuilder()
                .setRejectedAt(Instant.ofEpochMilli(NOW))
                .setStage("normalise")
                .setReason("not-json")
                .setDetail("vault")
                .setSourceTopic("t")
                .setSourcePartition(0)
                .setSourceOffset(1L)
                .setPayload(ByteBuffer.wrap("vault".getBytes(StandardCharsets.UTF_8)))
                .setPayloadBytes(5)
                .build();
    }
}

package dev.hypercare.query;

import dev.hypercare.query.AppReader.AppState;
import dev.hypercare.query.access.AskedBy;
import dev.hypercare.query.access.Visitor;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one place where what is read is limited to the tenants of who asks: every reader goes through it before any resource has it. The catalog says
 * whose an API is. What cannot be told of one API is left out; who is not limited gets everything.
 */
public final class Tenancy {
    private static final String API = "api";

    private final boolean on;
    private final CatalogReader catalog;

    /**
     * @param on whether anybody has to say who they are; else readers are handed through
     * @param catalog all of it
     */
    public Tenancy(boolean on, CatalogReader catalog) {
        this.on = on;
        this.catalog = catalog;
    }

    /** Whether who asks may see what is told of an API; null for what is told of none. */
    boolean sees(@Nullable String api) {
        return !AskedBy.visitor().isLimited() || api != null && apis().contains(api);
    }

    /** The APIs that who asks may see; null for all. */
    @Nullable
    Set<String> limit() {
        return AskedBy.visitor().isLimited() ? apis() : null;
    }

    private Set<String> apis() {
        return AskedBy.apis(() -> {
            Visitor visitor = AskedBy.visitor();
            return catalog.entries().stream()
                    .filter(entry -> visitor.sees(entry.getTenant()))
                    .map(CatalogEntry::getApi)
                    .collect(Collectors.toUnmodifiableSet());
        });
    }

    /** The KPIs of those APIs: only views that are kept by API, and of them only those series. */
    public KpiSource kpis(KpiSource all) {
        return on ? new TenantKpis(all, this) : all;
    }

    /** The alerts of those APIs. */
    public AlertReader alerts(AlertReader all) {
        return on ? () -> all.active().stream().filter(this::sees).toList() : all;
    }

    boolean sees(Alert alert) {
        return sees(alert.getLabels().get(API));
    }

    /** The patterns of messages of those APIs. Those of tickets may be made of anybody's tickets: they are left out. */
    public PatternReader patterns(PatternReader all) {
        return on ? new TenantPatterns(all) : all;
    }

    /** The tickets of those APIs. */
    public TicketReader tickets(TicketReader all) {
        return on ? new TenantTickets(all, this) : all;
    }

    /** The gaps of those APIs. */
    public GapReader gaps(GapReader all) {
        return on ? () -> all.open().stream().filter(gap -> sees(gap.getApi())).toList() : all;
    }

    /**
     * The marks of those APIs, and new ones of them.
     *
     * @param alerts all of them: they tell the API of a fingerprint
     */
    public MarkBook marks(MarkBook all, AlertReader alerts) {
        return on ? new TenantMarks(all, alerts, this) : all;
    }

    /** The entries of those APIs. */
    public CatalogReader catalog() {
        return on
                ? () -> catalog.entries().stream()
                        .filter(entry -> sees(entry.getApi()))
                        .toList()
                : catalog;
    }

    /** The decisions on alerts of those APIs, and no dead letters. */
    public PastReader past(PastReader all) {
        return on ? new TenantPast(all) : all;
    }

    /** The applications; how many records wait is of all tenants together. */
    public AppReader apps(AppReader all) {
        return on ? () -> all.apps().stream().map(Tenancy::withoutLag).toList() : all;
    }

    private static AppState withoutLag(AppState app) {
        return AskedBy.visitor().isLimited() ? new AppState(app.name(), app.state(), app.running(), null) : app;
    }

    private final class TenantPast implements PastReader {
        private final PastReader all;

        TenantPast(PastReader all) {
            this.all = all;
        }

        @Override
        public List<Decision> decisions(Predicate<Decision> wanted, long from, int most, Runnable meanwhile) {
            Predicate<Decision> theirs = decision -> sees(decision.getLabels().get(API));
            return all.decisions(theirs.and(wanted), from, most, meanwhile);
        }

        @Override
        public List<DeadLetter> deadLetters(Predicate<DeadLetter> wanted, long from, int most, Runnable meanwhile) {
            return AskedBy.visitor().isLimited() ? List.of() : all.deadLetters(wanted, from, most, meanwhile);
        }
    }

    private final class TenantPatterns implements PatternReader {
        private final PatternReader all;

        TenantPatterns(PatternReader all) {
            this.all = all;
        }

        @Override
        public List<Pattern> patterns() {
            List<Pattern> found =
                    all.patterns().stream().filter(one -> sees(one.getApi())).toList();
            // Tickets that are linked to a pattern may be of another API.
            return limit() == null
                    ? found
                    : found.stream()
                            .map(one -> Pattern.newBuilder(one)
                                    .setTickets(List.of())
                                    .build())
                            .toList();
        }

        @Override
        public List<Pattern> subjects() {
            return limit() == null ? all.subjects() : List.of();
        }

        @Override
        public PatternSource source() {
            PatternSource source = all.source();
            return question -> {
                PatternPart part = source.counts(question);
                Map<String, Map<String, Long>> calls = new TreeMap<>(part.calls());
                calls.keySet().removeIf(api -> !sees(api));
                return new PatternPart(part.countedUpTo(), calls);
            };
        }
    }
}

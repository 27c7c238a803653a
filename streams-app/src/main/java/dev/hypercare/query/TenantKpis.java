package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * KPIs of the APIs that who asks may see. The APIs travel with the question, so that series of others are neither read nor merged, nor take
 * places of its limit.
 *
 * @param tenancy tells who that is
 */
record TenantKpis(KpiSource all, Tenancy tenancy) implements KpiSource {
    private static final String API = "api";

    /** Without those in which APIs are added up. */
    @Override
    public List<List<String>> views() {
        return tenancy.limit() == null
                ? all.views()
                : all.views().stream().filter(view -> view.contains(API)).toList();
    }

    @Override
    public Duration kept(Resolution resolution) {
        return all.kept(resolution);
    }

    @Override
    public KpiPart measure(KpiQuestion question) {
        Set<String> apis = tenancy.limit();
        return all.measure(apis == null ? question : question.of(apis));
    }
}

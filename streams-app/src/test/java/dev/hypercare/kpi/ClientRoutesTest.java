package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.Call;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

class ClientRoutesTest {
    private static final long TEN = 1_700_000_040_000L;

    @Test
    void aClientTellsHowManyRoutesItsCallsWereOfWhateverTheFlushes() {
        CombinedKpis combined = combined("{views: [client, 'api, client', 'api, route', api]}");
        assertThat(routes(combined, "client=a ")).isEqualTo(5);
        assertThat(routes(combined, "client=b ")).isEqualTo(5);
        assertThat(routes(combined, "api=pay,client=a ")).isEqualTo(5);
        assertThat(combined.sum("client=a ", kpis -> kpis.calls())).isEqualTo(15);
    }

    @Test
    void routesOfTheSameNameInTwoApisAreTwo() {
        CombinedKpis combined = combined("{views: [client, 'api, route']}", "pay", "ship");
        assertThat(routes(combined, "client=a ")).isEqualTo(10);
    }

    @Test
    void nothingElseCountsRoutes() {
        CombinedKpis combined = combined("{views: ['client, api, route', 'api, route', api]}");
        assertThat(routes(combined, "")).isZero();
        assertThat(routes(combined("{views: [client, api]}"), "api=pay")).isZero();
        assertThat(routes(combined("{views: [client, api]}"), "client=a ")).isEqualTo(5);
    }

    private static long routes(CombinedKpis combined, String series) {
        return combined.sum(series, kpis -> kpis.routes().estimate());
    }

    /** 30 calls of two clients to each api, of ten routes in turn. */
    private static CombinedKpis combined(String config, String... apis) {
        Deque<byte[]> packs = new ArrayDeque<>();
        KpiConfig kpi = KpiConfig.read(Section.parse("kpi.yaml", config, new Problems()));
        CombineStep step = new CombineStep(kpi, 0, new HashMap<>(), packs);
        for (String api : apis.length == 0 ? new String[] {"pay"} : apis) {
            for (int i = 0; i < 30; i++) {
                Call call = Calls.call(api, "/v1/" + i % 10, 404, TEN + i, 1000);
                step.call(
                        Call.newBuilder(call).setClient(i % 2 == 0 ? "a" : "b").build());
                if (i % 7 == 0) {
                    step.flush();
                }
            }
        }
        step.flush();
        return CombinedKpis.of(packs);
    }
}

package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFileTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatIsKnownOfEachApi() throws IOException {
        List<CatalogEntry> entries = read("""
                apis:
                  - name: payments
                    tenant: retail
                    owner: team-payments
                    criticality: critical
                    upstreams: [ledger, fraud]
                    go-live: 2026-11-22T06:00:00+01:00
                  - name: ledger
                    go-live: 2026-11-20
                  - name: fraud
                    upstreams: ledger
                """);
        assertThat(entries).extracting(CatalogEntry::getApi).containsExactly("payments", "ledger", "fraud");
        CatalogEntry payments = entries.get(0);
        assertThat(payments.getTenant()).isEqualTo("retail");
        assertThat(payments.getOwner()).isEqualTo("team-payments");
        assertThat(payments.getCriticality()).isEqualTo(Criticality.CRITICAL);
        assertThat(payments.getUpstreams()).containsExactly("ledger", "fraud");
        assertThat(payments.getGoLiveAt()).isEqualTo(Instant.parse("2026-11-22T05:00:00Z"));
        assertThat(entries.get(1).getCriticality()).isEqualTo(Criticality.NORMAL);
        assertThat(entries.get(1).getGoLiveAt()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
        assertThat(entries.get(2).getGoLiveAt()).isNull();
        assertThat(entries.get(2).getUpstreams()).containsExactly("ledger");
    }

    @Test
    void aFileWithoutApisIsAnEmptyCatalog() throws IOException {
        assertThat(read("apis: []\n")).isEmpty();
    }

    @Test
    void everyMistakeIsReportedAtOnceWithItsPlace() {
        assertThatThrownBy(() -> read("""
                        apis:
                          - name: pay
                            criticality: vital
                            go-live: 22.11.2026
                            upstreams: [pay]
                          - name: pay
                            team: x
                          - owner: nobody
                        api: 1
                        """))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(":3: apis[0].criticality: vital (expected: one of critical, high, normal, low)")
                .hasMessageContaining(
                        ":4: apis[0].go-live: 22.11.2026 (expected: a day such as 2026-11-22, or a time with its offset")
                .hasMessageContaining(":5: apis[0].upstreams: pay (expected: other apis)")
                .hasMessageContaining(":6: apis[1].name: pay (expected: each api once; it is also at ")
                .hasMessageContaining(":7: apis[1].team: unknown key")
                .hasMessageContaining(":8: apis[2].name: missing (expected: the name of an api, as in the calls)")
                .hasMessageContaining(":9: api: unknown key (expected: did you mean apis?)");
    }

    @Test
    void configsReadTheirKeys() {
        Problems problems = new Problems();
        Section section = Section.parse(
                "c.yaml",
                "catalog: {file: apis.yaml}\nalerts: {default-criticality: low}\nempty: {file: ''}\n",
                problems);
        assertThat(CatalogConfig.read(section.section("catalog")).file()).isEqualTo(Path.of("apis.yaml"));
        assertThat(CatalogConfig.read(section.section("empty"))).isEqualTo(CatalogConfig.defaults());
        assertThat(AlertsConfig.read(section.section("alerts")).defaultCriticality())
                .isEqualTo(Criticality.LOW);
        assertThat(AlertsConfig.read(Section.empty(problems))).isEqualTo(AlertsConfig.defaults());
        section.close();
        assertThat(problems.messages()).isEmpty();
    }

    private List<CatalogEntry> read(String yaml) throws IOException {
        return CatalogFile.read(Files.writeString(folder.resolve("catalog.yaml"), yaml));
    }
}

package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import org.junit.jupiter.api.Test;

class QueryConfigTest {
    private final Problems problems = new Problems();

    @Test
    void listensOnThisMachineOnlyUnlessToldOtherwise() {
        assertThat(QueryConfig.defaults()).isEqualTo(new QueryConfig("127.0.0.1", 18080, false));
    }

    @Test
    void readsEveryKey() {
        assertThat(read("query:\n  host: 0.0.0.0\n  port: 8080\n  allow-remote: true"))
                .isEqualTo(new QueryConfig("0.0.0.0", 8080, true));
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    void listeningBeyondThisMachineHasToBeAllowed() {
        read("query:\n  host: 0.0.0.0");
        assertThat(problems.messages())
                .singleElement()
                .asString()
                .startsWith("h.yaml:2: query.host: 0.0.0.0 (expected: an address of this machine")
                .contains("allow-remote: true")
                .contains("neither TLS nor tokens");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        read("query:\n  host: ''\n  port: 70000\n  allow-remote: perhaps\n  ports: 1");
        assertThat(problems.messages()).hasSize(4);
    }

    private QueryConfig read(String yaml) {
        Section root = Section.parse("h.yaml", yaml, problems);
        QueryConfig config = QueryConfig.read(root.section("query"));
        root.close();
        return config;
    }
}

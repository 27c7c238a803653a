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
    void tellsOtherInstancesWhereItIs() {
        assertThat(read("query:\n  port: 8080").server()).isEqualTo("127.0.0.1:8080");
        assertThat(read("query:\n  port: 8080\n  peers: {advertise: node1.example}")
                        .server())
                .isEqualTo("node1.example:8080");
        assertThat(read("query:\n  peers: {advertise: 'node1.example:80'}").server())
                .isEqualTo("node1.example:80");
        assertThat(read("query:\n  host: '::1'\n  port: 8080").server()).isEqualTo("[::1]:8080");
        assertThat(read("query:\n  host: 0.0.0.0\n  port: 8080\n  allow-remote: true")
                        .server())
                .endsWith(":8080")
                .doesNotContain("0.0.0.0");
        assertThat(problems.messages()).isEmpty();
        assertThat(new QueryConfig("127.0.0.1", 0, false).settled().port()).isPositive();
    }

    @Test
    void asksThisMachineOnlyUnlessMoreIsAllowed() {
        QueryConfig here = new QueryConfig("127.0.0.1", 8080, false);
        assertThat(here.mayAsk("127.0.0.1")).isTrue();
        assertThat(here.mayAsk("[::1]")).isTrue();
        assertThat(here.mayAsk("192.0.2.1")).isFalse();
        assertThat(new QueryConfig("0.0.0.0", 8080, true).mayAsk("192.0.2.1")).isTrue();
    }

    @Test
    void peersHaveTimeForEachAndForAll() {
        QueryConfig config = read("query:\n  peers: {each-within: 3s, all-within: 2s, advertise: 'a b'}");
        assertThat(config.peers().eachWithin()).hasSeconds(3);
        assertThat(problems.messages()).hasSize(2);
        assertThat(String.join(" ", problems.messages()))
                .contains("query.peers.all-within: 2s (expected: at least each-within, which is 3s)")
                .contains("query.peers.advertise: a b");
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

package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.FakeChanges;
import dev.hypercare.query.FakeServer;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.ChangeStatus;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesCommandTest {
    private static final long NOW = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    private final Console console = new Console();
    private final FakeChanges changes = new FakeChanges(NOW);
    private FakeServer server;

    @BeforeEach
    void start() {
        server = FakeServer.of(changes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDeploymentIsToldAndListed() {
        assertThat(run("add", "--api", "payments", "--version", "1.8.2", "--actor", "ann"))
                .isZero();
        Change change = changes.changes().get(0);
        assertThat(console.out())
                .startsWith("deployment 1.8.2 of payments since ")
                .contains("succeeded", "--id " + change.getId());
        assertThat(change.getSource()).isEqualTo("cli");
        assertThat(run("--api", "payments")).isZero();
        assertThat(console.out().lines()).hasSize(2);
        assertThat(console.out()).contains("started", "deployment", "payments", "1.8.2", "a***", change.getId());
        assertThat(run("list", "--api", "orders")).isZero();
        assertThat(console.err()).contains("nobody has told of a change in that time");
        assertThat(run("list", "--output", "json")).isZero();
        assertThat(console.out()).startsWith("{\"changes\":[{\"id\":\"" + change.getId() + "\"");
        assertThat(run("list", "--output", "csv")).isZero();
        assertThat(console.out()).startsWith("id,kind,apis");
    }

    @Test
    void moreIsToldOfOneThatIsKnown() {
        assertThat(run("add", "--id", "run-1", "--api", "a", "--api", "b", "--status", "started"))
                .isZero();
        assertThat(run("add", "--id", "run-1", "--status", "failed", "--output", "json"))
                .isZero();
        assertThat(console.out()).contains("\"status\":\"failed\"", "\"apis\":[\"a\",\"b\"]");
        assertThat(changes.changes()).extracting(Change::getStatus).containsExactly(ChangeStatus.FAILED);
    }

    @Test
    void whatCannotBeUsedIsSaidWithWhatWasExpected() {
        assertThat(run("add", "--version", "1", "--kind", "party")).isEqualTo(2);
        assertThat(console.err()).contains("kind: party (expected: one of deployment", "api: missing");
    }

    private int run(String... args) {
        return console.runAt(server.url(), "changes", args);
    }
}

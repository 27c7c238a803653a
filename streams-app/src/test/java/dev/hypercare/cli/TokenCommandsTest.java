package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.FakeApi;
import dev.hypercare.query.FakeServer;
import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.query.access.MadeCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandsTest {
    @TempDir
    Path folder;

    private final Console console = new Console();

    private String create(String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "token";
        arguments[1] = "create";
        arguments[2] = "--tokens";
        arguments[3] = tokens().toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        assertThat(console.run(arguments)).as(console.err()).isZero();
        return console.out().strip();
    }

    private Path tokens() {
        return folder.resolve("tokens");
    }

    @Test
    void aTokenIsShownOnceListedAndRevoked() throws Exception {
        String token = create("--name", "grafana", "--role", "viewer", "--tenant", "shop", "--tenant", "bank");
        assertThat(token).matches("hct_[A-Za-z0-9_-]{43}");
        assertThat(console.err())
                .contains("made grafana, viewer of shop, bank", "only time")
                .doesNotContain(token);
        create("--name", "ann", "--role", "EDITOR");
        assertThat(Files.readString(tokens())).doesNotContain(token);
        assertThat(console.run("token", "list", "--tokens", tokens().toString()))
                .isZero();
        assertThat(console.out().lines()).hasSize(3);
        assertThat(console.out())
                .contains("grafana", "viewer", "bank,shop", "ann", "editor", "*")
                .doesNotContain(token);
        assertThat(console.run("token", "revoke", "--name", "grafana", "--tokens", tokens().toString()))
                .isZero();
        assertThat(Files.readString(tokens())).doesNotContain("grafana").contains("ann editor *");
    }

    @Test
    void whatCannotBeUsedIsSaid() {
        create("--name", "ann", "--role", "editor");
        assertThat(console.run("token", "create", "--name", "ann", "--role", "viewer", "--tokens", tokens().toString()))
                .isEqualTo(2);
        assertThat(console.err()).contains("there is a token of this name", "revoke");
        assertThat(console.run("token", "create", "--name", "a b", "--role", "viewer", "--tokens", tokens().toString()))
                .isEqualTo(2);
        assertThat(console.run("token", "create", "--name", "b", "--role", "admin", "--tokens", tokens().toString()))
                .isEqualTo(2);
        assertThat(console.run("token", "revoke", "--name", "bob", "--tokens", tokens().toString()))
                .isEqualTo(2);
        assertThat(console.err()).contains("no token of this name");
        assertThat(console.run(
                        "token", "list", "--tokens", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(console.run("token")).isEqualTo(2);
    }

    @Test
    void aQuestionCarriesTheTokenOfAFileAndRefusalsSayWhatToDo() throws Exception {
        FakeApi api = new FakeApi();
        api.access = new AccessConfig(tokens(), null);
        Path viewer = Files.writeString(folder.resolve("viewer"), create("--name", "v", "--role", "viewer") + "\n");
        Path wrong = Files.writeString(folder.resolve("wrong"), "hct_wrong");
        try (FakeServer server = api.start()) {
            assertThat(console.runAt(server.url(), "query", "alerts", "--token-file", viewer.toString()))
                    .as(console.err())
                    .isZero();
            assertThat(console.runAt(server.url(), "query", "alerts")).isEqualTo(2);
            assertThat(console.err()).contains("not signed in", "--token-file", "HYPERCARE_TOKEN");
            assertThat(console.runAt(server.url(), "query", "alerts", "--token-file", wrong.toString()))
                    .isEqualTo(2);
            assertThat(console.err()).contains("does not know the token").doesNotContain("hct_wrong");
            assertThat(console.runAt(
                            server.url(),
                            "marks",
                            "add",
                            "note",
                            "--fingerprint",
                            "a",
                            "--token-file",
                            viewer.toString()))
                    .isEqualTo(2);
            assertThat(console.err()).contains("not allowed", "needs the role editor");
            Path two = Files.writeString(folder.resolve("two"), "two words");
            assertThat(console.runAt(server.url(), "query", "alerts", "--token-file", two.toString()))
                    .isEqualTo(2);
            assertThat(console.err()).contains("holds no token").doesNotContain("two words");
        }
    }

    @Test
    void aTokenIsNotSentForEverybodyToRead() {
        assertThatThrownBy(() -> new QueryClient("http://hypercare.example:18080", "hct_x", null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("plain HTTP")
                .hasMessageNotContaining("hct_x");
        new QueryClient("https://hypercare.example:18080", "hct_x", null);
        new QueryClient("http://127.0.0.1:18080", "hct_x", null);
        new QueryClient("http://hypercare.example:18080", null, null);
    }

    @Test
    void anAuthorityThatIsNotKnownToJavaIsNamed() {
        MadeCertificate made = MadeCertificate.in(folder, "instance");
        try (FakeServer server = new FakeApi().start(made.tls())) {
            assertThat(console.runAt(server.url(), "query", "alerts")).isEqualTo(2);
            assertThat(console.err()).contains("no secure connection", "--cacert");
            QueryClient client = new QueryClient(server.url(), null, made.certificate());
            assertThat(client.json("/api/v1/alerts", Map.of()).has("alerts")).isTrue();
            assertThat(console.runAt(
                            server.url(),
                            "query",
                            "alerts",
                            "--cacert",
                            made.certificate().toString()))
                    .as(console.err())
                    .isZero();
        }
    }
}

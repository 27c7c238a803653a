package dev.hypercare.receiver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiverProblemsTest {
    @Test
    void findsNothingWrongWithAGoodOne() {
        assertThat(ReceiverProblems.of(GivenProperties.with())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "paths                | null              | paths               | Missing required",
                "paths                | ' , '             | paths               | at least one",
                "paths                | in,a b            | paths               | letters, digits",
                "paths.in.path        | null              | paths.in.path       | Missing required",
                "paths.in.path        | in                | paths.in.path       | such as /in/kong",
                "paths.in.path        | /health           | paths.in.path       | other than /health",
                "paths.in.topic       | null              | paths.in.topic      | Missing required",
                "paths.in.topic       | a topic           | paths.in.topic      | letters, digits",
                "paths.in.auth        | null              | paths.in.auth       | Missing required",
                "paths.in.auth        | open              | paths.in.auth       | token, basic, hmac, mtls, none",
                "paths.in.auth        | token             | paths.in.token.sha256s | missing",
                "paths.in.auth        | basic             | paths.in.basic.user | missing",
                "paths.in.auth        | basic             | paths.in.basic.password | missing",
                "paths.in.auth        | hmac              | paths.in.hmac.secret | missing",
                "paths.in.auth        | mtls              | paths.in.auth       | listener.tls.client.ca",
                "paths.in.batch       | csv               | paths.in.batch      | ndjson",
                "paths.in.mask        | some              | paths.in.mask       | all, none",
                "paths.in.key.pointer | issue/key         | paths.in.key.pointer | JSON pointer",
                "paths.in.id.pointer  | id                | paths.in.id.pointer | JSON pointer",
                "paths.in.tpoic       | x                 | paths.in.tpoic      | is no key of the receiver",
                "paths.jira.path      | /in/jira          | paths.jira.path     | is no key of the receiver",
                "listener.port        | 70000             | listener.port       | 65535",
                "listener.host        | 0.0.0.0           | listener.host       | listener.tls.certificate",
                "listener.host        | 0.0.0.0           | paths.in.auth       | others can reach",
                "listener.tls.certificate | /no/such.pem  | listener.tls.certificate | cannot be read",
                "listener.tls.certificate | /no/such.pem  | listener.tls.key    | belong together",
                "listener.tls.client.ca | /no/such.pem    | listener.tls.client.ca | only TLS",
                "limit.body.bytes     | many              | limit.body.bytes    | many",
                "queue.bytes          | 0                 | queue.bytes         | at least 1",
                "value.converter      | null              | value.converter     | ByteArrayConverter",
                "key.converter        | x.StringConverter | key.converter       | ByteArrayConverter",
                "errors.tolerance     | all               | errors.tolerance    | expected none",
            })
    void namesTheKeyAndWhatIsExpected(String key, String value, String problem, String text) {
        Map<String, String> given = GivenProperties.with(key, value);

        assertThat(ReceiverProblems.of(given).get(problem))
                .as("problems of %s in %s", problem, ReceiverProblems.of(given))
                .anySatisfy(one -> assertThat(one).contains(problem).contains(text));
    }

    @Test
    void tellsAllAtOnceAndNoSecret() {
        Map<String, String> given = GivenProperties.with(
                "paths.in.auth", "hmac",
                "paths.in.hmac.secret", "s3cr3t",
                "paths.in.hmac.signed", "{timestamp}",
                "paths.in.topic", "?");

        assertThatThrownBy(() -> ReceiverConfig.of(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("paths.in.hmac.signed", "paths.in.hmac.timestamp.header", "paths.in.topic")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void wantsHashesAndNotTokens() {
        Map<String, String> given =
                GivenProperties.with("paths.in.auth", "token", "paths.in.token.sha256s", "my-token");

        assertThat(ReceiverProblems.of(given).get("paths.in.token.sha256s").toString())
                .contains("64 hex digits")
                .doesNotContain("my-token");
    }

    @Test
    void refusesTwoPathsThatAreOne() {
        Map<String, String> given = GivenProperties.with(
                "paths", "in,other", "paths.other.path", "/in", "paths.other.topic", "t", "paths.other.auth", "none");

        assertThat(ReceiverProblems.of(given)).containsOnlyKeys("paths.other.path");
    }
}

package dev.hypercare.receiver.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.receiver.content.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorsTest {
    private static final byte[] BODY = "{\"issue\":\"größer\"}".getBytes(StandardCharsets.UTF_8);
    private static final long NOW = 1_763_719_200_000L;

    @ParameterizedTest
    @CsvSource({
        "Jira,       X-Hub-Signature,             sha256, hex,    sha256=, {body},                 ''",
        "GitHub,     X-Hub-Signature-256,         sha256, hex,    sha256=, {body},                 ''",
        "old GitHub, X-Hub-Signature,             sha1,   hex,    sha1=,   {body},                 ''",
        "Zendesk,    X-Zendesk-Webhook-Signature, sha256, base64, '',      {timestamp}{body},      2025-11-21T10:00:00Z",
        "PagerDuty,  X-PagerDuty-Signature,       sha256, hex,    v1=,     {body},                 ''",
        "Grafana,    X-Grafana-Alerting-Signature, sha256, hex,   '',      {timestamp}:{body},     1763719200",
        "Slack,      X-Slack-Signature,           sha256, hex,    v0=,     v0:{timestamp}:{body},  1763719200",
        "long,       X-Signature,                 sha512, base64, '',      {timestamp}.{body},     1763719200000",
    })
    void takesWhatTheySignAndNothingElse(
            String who, String header, String algorithm, String encoding, String prefix, String signed, String time)
            throws Exception {
        SignatureScheme scheme = new SignatureScheme(
                header,
                algorithm,
                encoding.equals("base64"),
                prefix,
                signed,
                time.isEmpty() ? null : "X-Time",
                300_000);
        SignatureDoor door = new SignatureDoor(scheme, List.of("new secret", "old secret"));
        String text = signed.replace("{timestamp}", time).replace("{body}", new String(BODY, StandardCharsets.UTF_8));

        for (String secret : List.of("new secret", "old secret")) {
            String good = prefix + hmac(algorithm, encoding, secret, text);
            assertThatCode(() -> door.check(posted(header, good, "X-Time", time), BODY, NOW))
                    .as(who)
                    .doesNotThrowAnyException();
            assertThatCode(() -> door.check(posted(header, prefix + "00, " + good, "X-Time", time), BODY, NOW))
                    .doesNotThrowAnyException();
            refuses(
                    door,
                    posted(header, good, "X-Time", time),
                    "{\"issue\":\"other\"}".getBytes(StandardCharsets.UTF_8));
        }
        refuses(door, posted(header, prefix + hmac(algorithm, encoding, "guess", text), "X-Time", time), BODY);
        refuses(door, posted(header, prefix, "X-Time", time), BODY);
        refuses(door, posted("X-Time", time), BODY);
    }

    @Test
    void refusesASignedTimeThatIsLongAgo() throws Exception {
        SignatureScheme scheme =
                new SignatureScheme("X-Signature", "sha256", false, "", "{timestamp}:{body}", "X-Time", 300_000);
        SignatureDoor door = new SignatureDoor(scheme, List.of("secret"));
        String time = Instant.ofEpochMilli(NOW - 301_000).toString();
        String good = hmac("sha256", "hex", "secret", time + ":" + new String(BODY, StandardCharsets.UTF_8));

        assertThatThrownBy(() -> door.check(posted("X-Signature", good, "X-Time", time), BODY, NOW))
                .isInstanceOf(HttpRefusal.class)
                .hasMessageContaining("300 s");
    }

    @Test
    void takesATokenWithOrWithoutBearer() throws Exception {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest("t0k".getBytes(StandardCharsets.UTF_8)));
        TokenDoor door = new TokenDoor("Authorization", List.of(hash));

        door.check(posted("authorization", "Bearer t0k"));
        door.check(posted("Authorization", "t0k"));
        refuses(door, posted("Authorization", "Bearer other"), BODY);
        refuses(door, posted(), BODY);
    }

    @Test
    void takesNameAndPassword() throws Exception {
        BasicDoor door = new BasicDoor("alertmanager", "p:w");

        door.check(posted("Authorization", "Basic " + base64("alertmanager:p:w")));
        refuses(door, posted("Authorization", "Basic " + base64("alertmanager:pw")), BODY);
        refuses(door, posted("Authorization", "Basic ?"), BODY);
        refuses(door, posted(), BODY);
    }

    @Test
    void asksForACertificate() {
        assertThatThrownBy(() -> new CertificateDoor(List.of()).check(posted()))
                .isInstanceOfSatisfying(
                        HttpRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(401));
    }

    private static void refuses(Door door, Posted posted, byte[] body) {
        assertThatThrownBy(() -> {
                    door.check(posted);
                    door.check(posted, body, NOW);
                })
                .isInstanceOfSatisfying(
                        HttpRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(401));
    }

    private static Posted posted(String... headers) {
        Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return new Posted(map::get, List.of());
    }

    private static String hmac(String algorithm, String encoding, String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("Hmac" + algorithm.toUpperCase(java.util.Locale.ROOT));
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "any"));
        byte[] bytes = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return encoding.equals("hex")
                ? HexFormat.of().formatHex(bytes)
                : Base64.getEncoder().encodeToString(bytes);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.hypercare.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTrustTest {
    private static final String PATH = "/internal/v1/parts";
    private static final byte[] BODY = "what is asked".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private PeerTrust one;
    private PeerTrust other;

    @BeforeEach
    void make() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s".repeat(40) + "\n");
        one = PeerTrust.of(secret, now::get);
        other = PeerTrust.of(secret, now::get);
    }

    @Test
    void whatAnInstanceSignedIsGoodOnce() {
        Map<String, String> headers = one.sign("POST", PATH, BODY);
        assertThat(other.refusal(headers::get, "POST", PATH, BODY)).isNull();
        assertThat(other.refusal(headers::get, "POST", PATH, BODY)).isEqualTo("seen before");
        assertThat(other.refusal(one.sign("POST", PATH, BODY)::get, "POST", PATH, BODY))
                .isNull();
    }

    @Test
    void whatWasChangedOnTheWayIsRefused() {
        Map<String, String> headers = one.sign("POST", PATH, BODY);
        assertThat(other.refusal(headers::get, "POST", PATH, new byte[0])).contains("the signature is another one");
        assertThat(other.refusal(headers::get, "GET", PATH, BODY)).contains("the signature is another one");
        assertThat(other.refusal(headers::get, "POST", PATH + "x", BODY)).contains("the signature is another one");
        String signature = headers.get(PeerTrust.SIGNATURE);
        for (String changed : new String[] {
            "", " ", "x", signature + "0", signature.replaceFirst("^\\d", "9"), "1" + signature, signature.toUpperCase()
        }) {
            Map<String, String> altered = new HashMap<>(headers);
            altered.put(PeerTrust.SIGNATURE, changed);
            assertThat(other.refusal(altered::get, "POST", PATH, BODY))
                    .as(changed)
                    .isNotNull();
        }
        assertThat(other.refusal(Map.of(PeerTrust.HEADER, "1")::get, "POST", PATH, BODY))
                .contains("not signed");
        assertThat(other.refusal(Map.<String, String>of()::get, "POST", PATH, BODY))
                .isNotNull();
    }

    @Test
    void whatIsOldOrAheadIsRefused() {
        Map<String, String> headers = one.sign("POST", PATH, BODY);
        now.addAndGet(PeerTrust.WINDOW.toMillis() + 1);
        assertThat(other.refusal(headers::get, "POST", PATH, BODY)).contains("clocks");
        Map<String, String> ahead = one.sign("POST", PATH, BODY);
        now.addAndGet(-PeerTrust.WINDOW.toMillis() - 1);
        assertThat(other.refusal(ahead::get, "POST", PATH, BODY)).contains("clocks");
    }

    @Test
    void anotherSecretIsNoneOfOurs() throws Exception {
        PeerTrust stranger = PeerTrust.of(Files.writeString(folder.resolve("other"), "t".repeat(40)), now::get);
        assertThat(other.refusal(stranger.sign("POST", PATH, BODY)::get, "POST", PATH, BODY))
                .contains("the signature is another one");
        assertThat(other.refusal(PeerTrust.open().sign("POST", PATH, BODY)::get, "POST", PATH, BODY))
                .contains("not signed");
        assertThat(PeerTrust.none().refusal(one.sign("POST", PATH, BODY)::get, "POST", PATH, BODY))
                .contains("query.peers.secret-file is not set");
        assertThat(PeerTrust.none().canSign()).isFalse();
        assertThat(PeerTrust.open().refusal(Map.of(PeerTrust.HEADER, "1")::get, "POST", PATH, BODY))
                .isNull();
        Path shortOne = Files.writeString(folder.resolve("short"), "secret");
        assertThatThrownBy(() -> PeerTrust.of(shortOne, now::get))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("query.peers.secret-file");
    }
}

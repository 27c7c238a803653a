package dev.hypercare.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientMaskTest {
    private static final SecretKey KEY =
            new SecretKeySpec("a key of the tests alone".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

    private final ClientMask networks = new ClientMask(null);
    private final ClientMask hashes = new ClientMask(KEY);

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "203.0.113.9, 203.0.113.0/24",
                "203.0.113.9:51234, 203.0.113.0/24",
                "::ffff:203.0.113.9, 203.0.113.0/24",
                "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
                "[2001:db8::1]:443, 2001:db8::/48",
                "fe80::1%eth0, fe80::/48",
                "::1, ::/48",
                "unix:, null",
                "client.example, null",
                "203.0.113.256, null",
                "203.0.113, null",
                "1:2:3:4:5:6:7:8:9, null",
                "'', null",
            })
    void keepsTheNetworkOnlyWithoutAKey(String address, String masked) {
        assertThat(networks.of(null, address)).isEqualTo(masked);
    }

    @Test
    void hashesWithAKeySoThatOneClientStaysOne() {
        String one = hashes.of(null, "203.0.113.9");

        assertThat(one).matches("c-[0-9a-f]{16}");
        assertThat(hashes.of(null, "::ffff:203.0.113.9")).isEqualTo(one);
        assertThat(hashes.of(null, "203.0.113.10")).isNotEqualTo(one);
        assertThat(new ClientMask(new SecretKeySpec(new byte[32], "HmacSHA256")).of(null, "203.0.113.9"))
                .isNotEqualTo(one);
        assertThat(hashes.of(null, "not an address")).isNull();
    }

    @Test
    void prefersWhatProxiesForwarded() {
        assertThat(networks.of("198.51.100.7, 10.0.0.1", "10.0.0.2")).isEqualTo("198.51.100.0/24");
        assertThat(networks.of("unknown", "10.0.0.2")).isEqualTo("10.0.0.0/24");
        assertThat(networks.of("unknown", null)).isNull();
    }

    @Property
    void readsIpv6AddressesAsJavaDoes(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        if (address instanceof Inet6Address) {
            assertThat(IpAddress.parse(address.getHostAddress())).isEqualTo(bytes);
        }
    }

    @Property
    void isTotal(@ForAll String address) {
        String masked = networks.of(address, address);
        assertThat(masked == null || masked.contains("/")).isTrue();
    }
}

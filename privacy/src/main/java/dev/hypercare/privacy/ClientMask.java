package dev.hypercare.privacy;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients countable without naming them: with a key, the first 16 hex digits of an HMAC-SHA256 of the address, such as
 * {@code c-0123456789abcdef}; without, the network, {@code 203.0.113.0/24} or {@code 2001:db8:1::/48}. Not thread-safe.
 */
public final class ClientMask {
    private static final int REMEMBERED = 4096;

    private final @Nullable Mac mac;
    private final Map<String, String> masked = new HashMap<>();

    public ClientMask(@Nullable SecretKey key) {
        mac = key == null ? null : mac(key);
    }

    /**
     * The masked client.
     *
     * @param forwardedFor what proxies in front of the gateway said, the client first; preferred where it is an address
     * @param peer the address that the gateway saw
     * @return null where neither is an IP address
     */
    public @Nullable String of(@Nullable String forwardedFor, @Nullable String peer) {
        String client = forwardedFor == null ? null : mask(first(forwardedFor));
        return client == null && peer != null ? mask(peer) : client;
    }

    private @Nullable String mask(String address) {
        String known = masked.get(address);
        if (known != null) {
            return known;
        }
        byte[] bytes = IpAddress.parse(address);
        if (bytes == null) {
            return null;
        }
        String text = mac == null ? network(bytes) : "c-" + HexFormat.of().formatHex(mac.doFinal(bytes), 0, 8);
        if (masked.size() >= REMEMBERED) {
            masked.clear();
        }
        masked.put(address, text);
        return text;
    }

    private static String first(String list) {
        int comma = list.indexOf(',');
        return comma < 0 ? list : list.substring(0, comma);
    }

    private static String network(byte[] address) {
        if (address.length == 4) {
            return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + ".0/24";
        }
        StringBuilder text = new StringBuilder();
        int groups = 3;
        while (groups > 0 && group(address, groups - 1) == 0) {
            groups--;
        }
        for (int i = 0; i < groups; i++) {
            text.append(i > 0 ? ":" : "").append(Integer.toHexString(group(address, i)));
        }
        return text.append("::/48").toString();
    }

    private static int group(byte[] address, int index) {
        return (address[2 * index] & 0xff) << 8 | (address[2 * index + 1] & 0xff);
    }

    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}

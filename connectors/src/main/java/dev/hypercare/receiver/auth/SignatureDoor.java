package dev.hypercare.receiver.auth;

import dev.hypercare.receiver.content.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** An HMAC of the body, and of a time where the sender signs one. */
public final class SignatureDoor implements Door {
    private final SignatureScheme scheme;
    private final List<SecretKeySpec> keys;

    /**
     * A door for who knows a secret.
     *
     * @param secrets the one in use, and the one before it while senders change over
     */
    public SignatureDoor(SignatureScheme scheme, List<String> secrets) {
        this.scheme = scheme;
        String algorithm = "Hmac" + scheme.algorithm().toUpperCase(Locale.ROOT);
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm))
                .toList();
    }

    @Override
    public void check(Posted posted) throws HttpRefusal {
        present(posted, scheme.header());
    }

    @Override
    public void check(Posted posted, byte[] body, long now) throws HttpRefusal {
        String signatures = present(posted, scheme.header());
        String timestampHeader = scheme.timestampHeader();
        String timestamp = timestampHeader == null ? "" : present(posted, timestampHeader);
        boolean good = false;
        for (SecretKeySpec key : keys) {
            byte[] expected = sign(key, timestamp, body);
            for (String one : signatures.split(",")) {
                byte[] sent = decoded(one.strip());
                good |= sent != null && Digests.same(expected, sent);
            }
        }
        if (!good) {
            throw new HttpRefusal(
                    401,
                    "The signature in " + scheme.header()
                            + " is not that of this body; check secret, algorithm and what" + " is signed.");
        }
        if (timestampHeader != null) {
            checkTime(timestampHeader, timestamp, now);
        }
    }

    private void checkTime(String header, String timestamp, long now) throws HttpRefusal {
        Long at = millis(timestamp);
        if (at == null) {
            throw new HttpRefusal(401, "The time in " + header + " is neither a number nor an ISO 8601 instant.");
        }
        if (Math.abs(now - at) > scheme.toleranceMs()) {
            throw new HttpRefusal(
                    401,
                    "The time in " + header + " is more than " + scheme.toleranceMs() / 1000
                            + " s from now; sign again, and check the clocks.");
        }
    }

    private static String present(Posted posted, String header) throws HttpRefusal {
        String value = posted.header(header);
        if (value == null || value.isBlank()) {
            throw new HttpRefusal(401, "The header " + header + " is missing; this path takes signed requests only.");
        }
        return value.strip();
    }

    private byte[] sign(SecretKeySpec key, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            int at = scheme.signed().indexOf(SignatureScheme.BODY);
            String before = scheme.signed().substring(0, at).replace(SignatureScheme.TIMESTAMP, timestamp);
            String after = scheme.signed()
                    .substring(at + SignatureScheme.BODY.length())
                    .replace(SignatureScheme.TIMESTAMP, timestamp);
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            mac.update(body);
            mac.update(after.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + key.getAlgorithm(), e);
        }
    }

    private byte @Nullable [] decoded(String sent) {
        if (!sent.startsWith(scheme.prefix())) {
            return null;
        }
        String text = sent.substring(scheme.prefix().length());
        try {
            return scheme.base64()
                    ? Base64.getDecoder().decode(text)
                    : HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Seconds or milliseconds of the epoch, or an ISO instant. */
    private static @Nullable Long millis(String timestamp) {
        try {
            if (timestamp.chars().allMatch(c -> c >= '0' && c <= '9')) {
                long number = Long.parseLong(timestamp);
                return number < 100_000_000_000L ? number * 1000 : number;
            }
            return Instant.parse(timestamp).toEpochMilli();
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }
}

package dev.hypercare.query.access;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.TextFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What instances prove to each other: with a secret that all of them have, an HMAC (SHA-256) over method, path, time, a number used once and
 * the body. A request is good for half a minute, and once.
 */
public final class PeerTrust {
    /** The header that every request between instances has, and that no web page can send without being asked first. */
    public static final String HEADER = "Hypercare-Peer";

    /** Milliseconds since the epoch, a number used once, and the HMAC. */
    static final String SIGNATURE = "Hypercare-Peer-Signature";

    static final Duration WINDOW = Duration.ofSeconds(30);
    private static final int LEAST_CHARS = 32;
    private static final int ONCE_BYTES = 16;
    private static final int REMEMBERED = 200_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte @Nullable [] secret;
    private final boolean open;
    private final LongSupplier clock;
    private final SecureRandom random = new SecureRandom();
    /** The numbers that were used, the oldest first, and until when they count. */
    private final Map<String, Long> used = new LinkedHashMap<>();

    private PeerTrust(byte @Nullable [] secret, boolean open, LongSupplier clock) {
        this.secret = secret;
        this.open = open;
        this.clock = clock;
    }

    /** Whoever says that it is an instance is one: for this machine alone. */
    public static PeerTrust open() {
        return new PeerTrust(null, true, System::currentTimeMillis);
    }

    /** Nobody is. */
    public static PeerTrust none() {
        return new PeerTrust(null, false, System::currentTimeMillis);
    }

    /**
     * Whoever has the secret of a file is one. Error: {@link InvalidInput} where it cannot be read or is short.
     *
     * @param clock milliseconds since the epoch
     */
    public static PeerTrust of(Path file, LongSupplier clock) {
        String text = TextFile.read(file, "Make one for all instances, such as: openssl rand -hex 32 > " + file)
                .strip();
        if (text.length() < LEAST_CHARS) {
            throw new InvalidInput(
                    "query.peers.secret-file: " + file + " holds a short text (expected: " + LEAST_CHARS
                            + " characters or more, at random)",
                    "Make one for all instances, such as: openssl rand -hex 32 > " + file);
        }
        return new PeerTrust(text.getBytes(StandardCharsets.UTF_8), false, clock);
    }

    /** Whether this instance can prove what it is. */
    public boolean canSign() {
        return open || secret != null;
    }

    /** The headers that prove it. Call it where {@link #canSign()}. */
    public Map<String, String> sign(String method, String path, byte[] body) {
        byte[] own = secret;
        if (own == null) {
            return Map.of(HEADER, "1");
        }
        byte[] once = new byte[ONCE_BYTES];
        random.nextBytes(once);
        String head = clock.getAsLong() + " " + HexFormat.of().formatHex(once);
        return Map.of(HEADER, "1", SIGNATURE, head + " " + hmac(own, method, path, head, body));
    }

    /**
     * Why a request is not one of another instance; null where it is.
     *
     * @param header looks a header up
     */
    public @Nullable String refusal(UnaryOperator<@Nullable String> header, String method, String path, byte[] body) {
        if (header.apply(HEADER) == null) {
            return "for other instances of Hypercare only";
        }
        byte[] own = secret;
        if (own == null) {
            return open ? null : "query.peers.secret-file is not set in the instance that was asked";
        }
        String sent = header.apply(SIGNATURE);
        String[] parts = sent == null ? new String[0] : sent.split(" ", -1);
        if (parts.length != 3 || !parts[0].matches("\\d{1,15}")) {
            return "not signed; query.peers.secret-file has to hold the same in all instances";
        }
        String expected = hmac(own, method, path, parts[0] + " " + parts[1], body);
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), parts[2].getBytes(StandardCharsets.UTF_8))) {
            return "the signature is another one; query.peers.secret-file has to hold the same in all instances";
        }
        long at = Long.parseLong(parts[0]);
        if (Math.abs(clock.getAsLong() - at) > WINDOW.toMillis()) {
            return "signed more than " + WINDOW.toSeconds() + " s ago or ahead; the clocks of the machines differ";
        }
        return isNew(parts[1], at + WINDOW.toMillis()) ? null : "seen before";
    }

    private synchronized boolean isNew(String once, long until) {
        long now = clock.getAsLong();
        Iterator<Long> oldest = used.values().iterator();
        while (oldest.hasNext() && (oldest.next() < now || used.size() > REMEMBERED)) {
            oldest.remove();
        }
        return used.putIfAbsent(once, until) == null;
    }

    private static String hmac(byte[] secret, String method, String path, String head, byte[] body) {
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            text.writeBytes((method + "\n" + path + "\n" + head + "\n").getBytes(StandardCharsets.UTF_8));
            text.writeBytes(MessageDigest.getInstance("SHA-256").digest(body));
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC and SHA-256", e);
        }
    }
}

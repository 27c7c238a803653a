package dev.hypercare.alerts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of an alert, the same across restarts, replays and versions of its rule. */
public final class Fingerprint {
    private static final int DIGITS = 16;

    private Fingerprint() {}

    /** The first 16 hex digits of the SHA-256 of rule id, line feed, series. */
    public static String of(String rule, String series) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((rule + "\n" + series).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

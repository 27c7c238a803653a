package dev.hypercare.patterns;

import dev.hypercare.schemas.events.PatternKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of a pattern: the same for the same template of the same API everywhere and always. */
final class PatternId {
    private static final int DIGITS = 16;

    private PatternId() {}

    /** The first 16 hex digits of a SHA-256 over kind, scope (the API) and the miner's id. */
    static String of(PatternKind kind, String scope, String mined) {
        try {
            String text = kind.name() + "\n" + scope + "\n" + mined;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

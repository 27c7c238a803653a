package dev.hypercare.patterns.tickets.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of a subject: 16 hex digits made of its scope and the terms of its first text. */
final class SubjectId {
    private SubjectId() {}

    static String of(String scope, SubjectText first) {
        String text =
                "TICKET\n" + scope + "\n" + String.join("\n", first.terms().keySet());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

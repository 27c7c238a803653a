package dev.hypercare.query.access;

import java.util.Locale;

/** What somebody may do. */
public enum AccessRole {
    /** Reads. */
    VIEWER,
    /** Reads, and writes marks and rules. */
    EDITOR;

    /** The role of a word, in any case. Error: {@link IllegalArgumentException} for another word. */
    public static AccessRole of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** {@code viewer} or {@code editor}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

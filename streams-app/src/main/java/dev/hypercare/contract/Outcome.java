package dev.hypercare.contract;

import org.jspecify.annotations.Nullable;

/** What became of an input that may be unusable: a value, or a reason why not. */
public sealed interface Outcome<T> {
    /** It could be used. */
    record Ok<T>(T value) implements Outcome<T> {}

    /**
     * It could not.
     *
     * @param reason short and machine-readable, such as {@code bad-value}
     * @param field the field at fault, if one is
     * @param detail for people: field, value, and what was expected
     */
    record Rejected<T>(String reason, @Nullable String field, String detail) implements Outcome<T> {}

    static <T> Outcome<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Outcome<T> rejected(String reason, @Nullable String field, String detail) {
        return new Rejected<>(reason, field, detail);
    }
}

package dev.hypercare.schemas.registry;

/** A text that nobody may read by accident: {@link #toString} hides it. */
public record Secret(String reveal) {

    /** The text with every occurrence of the secret replaced, for messages of others that may repeat it. */
    String hideIn(String text) {
        return reveal.isEmpty() ? text : text.replace(reveal, "***");
    }

    @Override
    public String toString() {
        return "***";
    }
}

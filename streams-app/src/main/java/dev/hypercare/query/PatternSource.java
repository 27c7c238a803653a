package dev.hypercare.query;

/** Tells how many calls patterns of messages had, whichever instance counts them. */
@FunctionalInterface
public interface PatternSource {
    /** The counts of a range. Error: {@link NotReadyException}. */
    PatternPart counts(PatternQuestion question);
}

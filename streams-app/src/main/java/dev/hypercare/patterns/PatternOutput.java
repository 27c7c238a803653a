package dev.hypercare.patterns;

import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Verdict;

/** What the desk decides, in order. */
interface PatternOutput {
    /** A pattern has changed its state, or its figures are told again. */
    void told(Pattern pattern);

    /** A pattern was joined to another, or its place was needed: nothing of it is told any more. */
    void gone(String id);

    /** A rule says something else of a pattern than before. */
    void said(Verdict verdict);

    /** Everything was told of panes that end at an instant or before, milliseconds. */
    void time(long upTo);
}

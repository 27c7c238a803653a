package dev.hypercare.rules;

/** What adds up of the calls of one series in one window. */
interface Counts {
    /** The sum over the window. */
    long of(Tally tally);

    /** Length of the window, milliseconds. */
    long millis();
}

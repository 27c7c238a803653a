package dev.hypercare.bench.data;

/** Writes a call in one form. Not thread-safe. */
interface CallWriter {
    /** The value of its record. */
    byte[] write(CallFacts call);
}

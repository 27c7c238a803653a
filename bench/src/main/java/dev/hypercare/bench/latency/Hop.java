package dev.hypercare.bench.latency;

/** A part of a call's way. From {@link #SLICE} to {@link #ALERT} they follow each other and add up to {@link #TO_ALERT}. */
enum Hop {
    /** From its acknowledgement until it is committed by the application that reads it first; passes beside the others. */
    READ("read", "read and committed"),
    /** From its acknowledgement to the end of its slice. */
    SLICE("slice", "rest of its slice"),
    /** The bound on lateness, which is waited for. */
    LATENESS("lateness", "lateness"),
    /** Until the combiner has seen a call that is so much younger, in every partition, and hands that on before a commit. */
    WATERMARK("watermark", "watermark, flush"),
    /** Until what is handed on is committed, merged and decided, and the verdict can be read. */
    CLOSE("close", "merge, decide"),
    /** Until the alert can be read. */
    ALERT("alert", "alert"),
    /** From its acknowledgement until its slice is closed and the verdict about it can be read. */
    TO_SLICE("toSlice", "to slice"),
    /** From its acknowledgement until its alert can be read. */
    TO_ALERT("toAlert", "to alert"),
    /** From its acknowledgement until the record of its pane, ten seconds, can be read. */
    TO_PANE("toPane", "to pane");

    private final String key;
    private final String title;

    Hop(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** Its name in JSON. */
    String key() {
        return key;
    }

    /** For people. */
    String title() {
        return title;
    }

    /** Whether it is the whole way to something, not a part. */
    boolean isWhole() {
        return this == TO_SLICE || this == TO_ALERT || this == TO_PANE;
    }
}

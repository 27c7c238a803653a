package dev.hypercare.bench.flink;

/**
 * What one task counted of one series and pane since it handed on last, packed. The sender fills one object again and again: Flink has written it
 * to the network before the next. The receiver gets one of its own, whose bytes are its own.
 */
final class PanePart {
    /** Api, route and method with tabs between. */
    String series = "";
    /** First instant of the pane, milliseconds. */
    long start;
    /** As {@link FullTotals#write} writes it ... */
    byte[] measures = new byte[0];
    /** ... so many bytes of it. */
    int length;
}

package dev.hypercare.alerts;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * An alert that may inhibit those of the APIs that depend on its own.
 *
 * @param fingerprint of the alert
 * @param api its API
 * @param severity its severity
 * @param firedAt event time, milliseconds
 */
record Source(String fingerprint, String api, Severity severity, long firedAt) {
    /** Who came first. */
    static final Comparator<Source> FIRST =
            Comparator.comparingLong(Source::firedAt).thenComparing(Source::fingerprint);

    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.text(fingerprint);
        writer.text(api);
        writer.text(severity.name());
        writer.number(firedAt);
        return writer.toBytes();
    }

    static Source of(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        return new Source(
                BinaryWriter.readText(from),
                BinaryWriter.readText(from),
                Severity.valueOf(BinaryWriter.readText(from)),
                BinaryWriter.readNumber(from));
    }
}

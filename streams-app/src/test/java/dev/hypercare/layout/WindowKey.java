package dev.hypercare.layout;

import dev.hypercare.contract.Resolution;
import java.time.Instant;

/**
 * A window.
 *
 * @param series in canonical form
 * @param start milliseconds
 */
record WindowKey(Resolution resolution, String series, long start) {
    @Override
    public String toString() {
        return resolution.label() + " " + series + "@" + Instant.ofEpochMilli(start);
    }
}

package dev.hypercare.bench.receiver;

import java.util.ArrayList;
import java.util.List;

/**
 * The n-th request of a run: an array of one to three records, each of which says which it is.
 *
 * @param number from 0
 */
record PostedRequest(int number) {
    private static final int MOST_RECORDS = 3;

    /** How many records it has. */
    int records() {
        return 1 + number % MOST_RECORDS;
    }

    /** The sender's name for it, the same however often it is sent. */
    String delivery() {
        return "request-" + number;
    }

    /** JSON of about 150 bytes a record. */
    String body() {
        List<String> records = new ArrayList<>();
        for (int part = 0; part < records(); part++) {
            records.add("{\"request\":" + number + ",\"part\":" + part
                    + ",\"status\":200,\"path\":\"/v1/orders/" + number * 31L
                    + "\",\"duration_ms\":" + number % 900
                    + ",\"consumer\":\"mobile\",\"message\":\"a call that was answered\"}");
        }
        return "[" + String.join(",", records) + "]";
    }
}

package dev.hypercare.receiver;

import dev.hypercare.receiver.inbox.Delivery;
import dev.hypercare.receiver.inbox.Part;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A record that knows the delivery it is of. Equal to itself only: Connect keeps what a transaction wrote in a map by record, in which two
 * equal records of one request would be one, and would be acknowledged once.
 */
final class ReceivedRecord extends SourceRecord {
    private final Delivery delivery;

    ReceivedRecord(
            Delivery delivery,
            Part part,
            String topic,
            Map<String, ?> partition,
            Map<String, ?> offset,
            Iterable<Header> headers) {
        super(
                partition,
                offset,
                topic,
                null,
                Schema.OPTIONAL_BYTES_SCHEMA,
                part.key(),
                Schema.BYTES_SCHEMA,
                part.value(),
                delivery.acceptedAt(),
                new ConnectHeaders(headers));
        this.delivery = delivery;
    }

    Delivery delivery() {
        return delivery;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

package dev.hypercare.receiver.inbox;

/** What became of a delivery. */
public enum DeliveryOutcome {
    /** Every record of it is in Kafka, or was taken out by a transformation of the connector on purpose. */
    ACKNOWLEDGED,
    /** A delivery with this id is in Kafka already; nothing was written again. */
    DUPLICATE,
    /** No room; nothing was taken. */
    FULL,
    /** The task stopped before Kafka acknowledged; whether it is in Kafka is not known. */
    STOPPED
}

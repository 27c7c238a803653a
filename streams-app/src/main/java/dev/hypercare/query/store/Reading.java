package dev.hypercare.query.store;

import dev.hypercare.query.NotReadyException;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.errors.StreamsStoppedException;
import org.apache.kafka.streams.errors.UnknownStateStoreException;

/** Reads of stores that may move away or be rebuilt at any moment. */
final class Reading {
    private Reading() {}

    /** What {@code read} gives. Error: {@link NotReadyException} with the reason, where the store cannot be read now. */
    static <T> T of(String store, Supplier<T> read) {
        try {
            return read.get();
        } catch (InvalidStateStoreException e) {
            throw new NotReadyException("the store " + store + " cannot be read now: " + reason(e));
        } catch (IllegalStateException e) {
            if (String.valueOf(e.getMessage()).startsWith("KafkaStreams is not running")) {
                throw new NotReadyException(
                        "the store " + store + " cannot be read now: its application has been stopped");
            }
            throw e;
        }
    }

    private static String reason(InvalidStateStoreException e) {
        if (e instanceof StreamsNotStartedException) {
            return "its application has not been started yet";
        }
        if (e instanceof StreamsStoppedException) {
            return "its application has been stopped";
        }
        if (e instanceof UnknownStateStoreException) {
            return "the applications of this process do not keep it";
        }
        return "its application is starting, or its partitions are being moved or restored";
    }
}

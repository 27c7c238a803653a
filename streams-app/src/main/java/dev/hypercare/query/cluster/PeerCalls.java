package dev.hypercare.query.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends a request to another instance. */
@FunctionalInterface
public interface PeerCalls {
    /**
     * The bytes of its reply; fails, with a message for people, where there is none in time.
     *
     * @param within how long it may take
     */
    CompletableFuture<byte[]> ask(Peer peer, byte[] request, Duration within);
}

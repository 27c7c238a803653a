/** A source connector of Kafka Connect that is an HTTP server: who posts is answered after Kafka has what was posted. */
@NullMarked
package dev.hypercare.receiver;

import org.jspecify.annotations.NullMarked;

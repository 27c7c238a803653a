/**
 * Texts of tickets: their words, what in them names a code, a route or a trace, and the subjects that they share, found on the stream
 * in bounded memory. Plain Java, no Kafka, no clock.
 */
@NullMarked
package dev.hypercare.patterns.tickets.text;

import org.jspecify.annotations.NullMarked;

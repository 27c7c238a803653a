/**
 * Tickets, a part of the stage patterns: reads {@code tickets}, {@code feedback} and the patterns of messages that the stage has told;
 * writes {@code ticket-cases} and {@code ticket-kpis}, and gives the patterns that tickets share to the stage. One task decides, in
 * event time. Records it cannot use go to {@code dead-letters}.
 */
@NullMarked
package dev.hypercare.patterns.tickets;

import org.jspecify.annotations.NullMarked;

/** Tickets from a file: CSV with a header, or a JSON object a line. */
@NullMarked
package dev.hypercare.cli.tickets;

import org.jspecify.annotations.NullMarked;

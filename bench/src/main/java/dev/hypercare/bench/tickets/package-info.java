/** What a ticket costs at the desk, as more of them are open and known. */
@NullMarked
package dev.hypercare.bench.tickets;

import org.jspecify.annotations.NullMarked;

/** How long a call takes until it is counted, its slice is closed, and its alert can be read. */
@NullMarked
package dev.hypercare.bench.latency;

import org.jspecify.annotations.NullMarked;

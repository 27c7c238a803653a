/** The limit: bare consumers that do the same counting without stages, state or results in Kafka. */
@NullMarked
package dev.hypercare.bench.limit;

import org.jspecify.annotations.NullMarked;

/** What was posted and is not in Kafka yet, with bounds, and the ids of what is. Plain Java, no wall clock. */
@NullMarked
package dev.hypercare.receiver.inbox;

import org.jspecify.annotations.NullMarked;

/** What was posted: inflated, split into records, masked, keyed. */
@NullMarked
package dev.hypercare.receiver.content;

import org.jspecify.annotations.NullMarked;

/** The keys of the receiver: defined, checked all at once, and read. */
@NullMarked
package dev.hypercare.receiver.config;

import org.jspecify.annotations.NullMarked;

/** The schema registry of the one-command mode: Confluent's REST API over a compacted topic. */
@NullMarked
package dev.hypercare.embedded.registry;

import org.jspecify.annotations.NullMarked;

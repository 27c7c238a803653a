/** What all plugins for Kafka Connect share. */
@NullMarked
package dev.hypercare.plugin;

import org.jspecify.annotations.NullMarked;

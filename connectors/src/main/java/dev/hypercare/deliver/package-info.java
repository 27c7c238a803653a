/** Sink connectors of Kafka Connect that tell others of our alerts: Alertmanager, and whatever takes a webhook. */
@NullMarked
package dev.hypercare.deliver;

import org.jspecify.annotations.NullMarked;

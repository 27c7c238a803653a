/** The numbers that this process tells Prometheus: of the JVM, of Kafka Streams, of its stages and questions, and of KPIs where configured. */
@NullMarked
package dev.hypercare.query.metrics;

import org.jspecify.annotations.NullMarked;

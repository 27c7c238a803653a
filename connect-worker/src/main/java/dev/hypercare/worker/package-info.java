/** A worker of Kafka Connect as a process that ends with the one that started it. */
@NullMarked
package dev.hypercare.worker;

import org.jspecify.annotations.NullMarked;

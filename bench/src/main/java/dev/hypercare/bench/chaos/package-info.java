/**
 * {@code bench/run chaos}: three brokers and three instances as child JVMs, killed at random under load, and a count of our own that
 * shares no class with the product's.
 */
@NullMarked
package dev.hypercare.bench.chaos;

import org.jspecify.annotations.NullMarked;

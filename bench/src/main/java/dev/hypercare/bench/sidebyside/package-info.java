/**
 * {@code bench/run sidebyside}: the same traffic, live, into this product and into a real Prometheus with Alertmanager; who finds its
 * faults, how soon, and who cries wolf.
 */
@NullMarked
package dev.hypercare.bench.sidebyside;

import org.jspecify.annotations.NullMarked;

/** JMH benchmarks of the inner loops. */
@NullMarked
package dev.hypercare.bench.jmh;

import org.jspecify.annotations.NullMarked;

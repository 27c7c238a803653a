/** What one hot API, or one hot partition, costs ours. */
@NullMarked
package dev.hypercare.bench.skew;

import org.jspecify.annotations.NullMarked;

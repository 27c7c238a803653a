/** How cost and memory of ours grow with the number of series and of views. */
@NullMarked
package dev.hypercare.bench.growth;

import org.jspecify.annotations.NullMarked;

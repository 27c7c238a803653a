/** Topics of calls with a known truth: made by seed, counted independently of the product. */
@NullMarked
package dev.hypercare.bench.data;

import org.jspecify.annotations.NullMarked;

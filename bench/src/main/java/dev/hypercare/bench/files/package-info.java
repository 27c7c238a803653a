/** Where the benchmarks keep what they write, and how they write and delete it. */
@NullMarked
package dev.hypercare.bench.files;

import org.jspecify.annotations.NullMarked;

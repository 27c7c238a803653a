/** The rivals: the same work on Apache Flink, as its users write it and as fast as it goes. */
@NullMarked
package dev.hypercare.bench.flink;

import org.jspecify.annotations.NullMarked;

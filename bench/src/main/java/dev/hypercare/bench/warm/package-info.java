/** The product in a process that stays warm: several runs one after the other in one JVM, so that its compiler is done when it counts. */
@NullMarked
package dev.hypercare.bench.warm;

import org.jspecify.annotations.NullMarked;

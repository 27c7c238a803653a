/** The benchmarks: one class a command, and what they share. */
@NullMarked
package dev.hypercare.bench;

import org.jspecify.annotations.NullMarked;

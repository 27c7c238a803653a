/** {@code hypercare demo}: a recorded launch with labelled faults, replayed through everything. */
@NullMarked
package dev.hypercare.cli.demo;

import org.jspecify.annotations.NullMarked;

/** What it costs to find the template of a message. */
@NullMarked
package dev.hypercare.bench.mining;

import org.jspecify.annotations.NullMarked;

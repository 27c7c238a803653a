/** What it costs to read a log format. */
@NullMarked
package dev.hypercare.bench.parsers;

import org.jspecify.annotations.NullMarked;

/**
 * {@code bench/run replay}: the same log of calls, read live by three instances that are killed and by one at full speed, has to give the
 * same records.
 */
@NullMarked
package dev.hypercare.bench.replay;

import org.jspecify.annotations.NullMarked;

/**
 * Reads {@code calls}; combines them per series and second, merges the partials of all partitions, writes closed panes, roll-ups and
 * their corrections, and hands closed slices to the rules.
 */
@NullMarked
package dev.hypercare.kpi;

import org.jspecify.annotations.NullMarked;

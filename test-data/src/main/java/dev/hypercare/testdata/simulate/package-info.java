/**
 * The labelled simulator: the traffic of a launch with its faults, made from a seed. The door is {@link
 * dev.hypercare.testdata.simulate.Simulation}.
 */
@NullMarked
package dev.hypercare.testdata.simulate;

import org.jspecify.annotations.NullMarked;

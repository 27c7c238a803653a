/**
 * {@code bench/run live}: a simulated launch, played in real time into the product as people run it, has to lead to the alerts that the
 * same launch leads to in virtual time.
 */
@NullMarked
package dev.hypercare.bench.live;

import org.jspecify.annotations.NullMarked;

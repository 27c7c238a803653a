/** What many rules over many series cost. */
@NullMarked
package dev.hypercare.bench.rules;

import org.jspecify.annotations.NullMarked;

/** Rules tried on what is retained: backtests, and why a rule fired or did not. */
@NullMarked
package dev.hypercare.cli.trial;

import org.jspecify.annotations.NullMarked;

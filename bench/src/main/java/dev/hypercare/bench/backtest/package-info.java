/** How long a person waits for the answer of {@code rules backtest}. */
@NullMarked
package dev.hypercare.bench.backtest;

import org.jspecify.annotations.NullMarked;

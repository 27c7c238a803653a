/** What is delivered: alerts as deliverers see them, which of them anybody is told of, and what has to wait while we catch up. */
@NullMarked
package dev.hypercare.deliver.alert;

import org.jspecify.annotations.NullMarked;

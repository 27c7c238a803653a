/** What other systems report: signals, tickets, changes and feedback, one class a format. */
@NullMarked
package dev.hypercare.normalise.report;

import org.jspecify.annotations.NullMarked;

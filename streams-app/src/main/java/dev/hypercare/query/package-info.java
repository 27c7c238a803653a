/** The read side: questions over HTTP, answered from the state stores. Reads the stores of kpi and alerts, writes nothing. */
@NullMarked
package dev.hypercare.query;

import org.jspecify.annotations.NullMarked;

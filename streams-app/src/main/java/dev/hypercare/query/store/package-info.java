/** Reads the state stores of the applications that run in this process. */
@NullMarked
package dev.hypercare.query.store;

import org.jspecify.annotations.NullMarked;

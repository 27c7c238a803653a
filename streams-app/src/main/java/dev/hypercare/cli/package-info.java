/** One class a command: options and text. */
@NullMarked
package dev.hypercare.cli;

import org.jspecify.annotations.NullMarked;

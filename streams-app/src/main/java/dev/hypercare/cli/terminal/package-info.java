/** How text is shown on a terminal. */
@NullMarked
package dev.hypercare.cli.terminal;

import org.jspecify.annotations.NullMarked;

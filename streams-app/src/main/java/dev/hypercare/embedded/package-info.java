/** The broker of the one-command mode. */
@NullMarked
package dev.hypercare.embedded;

import org.jspecify.annotations.NullMarked;

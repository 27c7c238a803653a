/** Where everything comes together: the map, its configuration, the start. */
@NullMarked
package dev.hypercare;

import org.jspecify.annotations.NullMarked;

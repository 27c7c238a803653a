/** The schema registry, seen from here. */
@NullMarked
package dev.hypercare.schemas.registry;

import org.jspecify.annotations.NullMarked;

/** How the contract may change: compatibly with every release. */
@NullMarked
package dev.hypercare.schemas.evolution;

import org.jspecify.annotations.NullMarked;

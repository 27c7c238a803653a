/** What every stage that looks at texts shares: the mask that tells what is said from what it is said of. */
@NullMarked
package dev.hypercare.contract.text;

import org.jspecify.annotations.NullMarked;

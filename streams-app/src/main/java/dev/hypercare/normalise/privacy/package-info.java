/** What is taken out of calls and dead letters: addresses, secrets, personal data. */
@NullMarked
package dev.hypercare.normalise.privacy;

import org.jspecify.annotations.NullMarked;

/** What is taken out of calls, dead letters and what the receiver takes in: addresses, secrets, personal data. */
@NullMarked
package dev.hypercare.privacy;

import org.jspecify.annotations.NullMarked;

/** Who may post: tokens, signatures, passwords, certificates. Plain Java: headers and bytes in, a refusal or nothing out. */
@NullMarked
package dev.hypercare.receiver.auth;

import org.jspecify.annotations.NullMarked;

/** What is answered 2xx by the HTTP receiver is in its topic, whatever is killed: counted apart from the receiver's own code. */
@NullMarked
package dev.hypercare.bench.receiver;

import org.jspecify.annotations.NullMarked;

/** Requests to others over HTTP: TLS, time-outs, what an answer means, when to try again. */
@NullMarked
package dev.hypercare.deliver.http;

import org.jspecify.annotations.NullMarked;

/** Webhooks: what is posted, made of a template; in order for each alert, again until it arrives, or kept as a dead letter. */
@NullMarked
package dev.hypercare.deliver.webhook;

import org.jspecify.annotations.NullMarked;

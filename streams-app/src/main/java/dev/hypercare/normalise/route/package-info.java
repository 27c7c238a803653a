/** From paths to route templates and APIs, of which there are never too many. */
@NullMarked
package dev.hypercare.normalise.route;

import org.jspecify.annotations.NullMarked;

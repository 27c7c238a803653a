/** What makes most of a figure, and what explains that it has grown: plain arithmetic over amounts by value. */
@NullMarked
package dev.hypercare.query.contribution;

import org.jspecify.annotations.NullMarked;

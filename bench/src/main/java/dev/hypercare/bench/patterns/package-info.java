/** What the stage patterns costs when nearly all calls fail, against a calm hour. */
@NullMarked
package dev.hypercare.bench.patterns;

import org.jspecify.annotations.NullMarked;

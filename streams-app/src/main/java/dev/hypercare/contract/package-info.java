/** What stages share: topics, stores, stage, outcome. */
@NullMarked
package dev.hypercare.contract;

import org.jspecify.annotations.NullMarked;

/** What is measured of calls, and how it is merged and written. */
@NullMarked
package dev.hypercare.contract.measure;

import org.jspecify.annotations.NullMarked;

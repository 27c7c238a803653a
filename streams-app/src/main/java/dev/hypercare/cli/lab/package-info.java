/** {@code hypercare lab}: how good the detection is, measured on labelled data. */
@NullMarked
package dev.hypercare.cli.lab;

import org.jspecify.annotations.NullMarked;

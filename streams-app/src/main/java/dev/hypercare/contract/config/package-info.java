/** How files of people are read, and how their problems are told. */
@NullMarked
package dev.hypercare.contract.config;

import org.jspecify.annotations.NullMarked;

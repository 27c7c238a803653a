/** Alertmanager's API v2: what it is told, again before it forgets, and what each of several has been told. */
@NullMarked
package dev.hypercare.deliver.alertmanager;

import org.jspecify.annotations.NullMarked;

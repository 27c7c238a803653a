/** What every benchmark runs on: brokers in processes of their own. */
@NullMarked
package dev.hypercare.bench.cluster;

import org.jspecify.annotations.NullMarked;

/** One answer from all instances: who is asked, how long they may take, what is missing, how parts become the whole. No Kafka here. */
@org.jspecify.annotations.NullMarked
package dev.hypercare.query.cluster;

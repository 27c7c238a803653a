package dev.hypercare.streams;

import dev.hypercare.contract.config.InvalidInput;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says in the words of the configuration why a cluster cannot be used. */
final class ClusterProblem {
    private ClusterProblem() {}

    /** The problem that people can mend; {@link IllegalStateException} for any other. */
    static RuntimeException of(ClusterConfig cluster, Exception e) {
        Throwable cause = e;
        while ((cause instanceof ExecutionException || !known(cause)) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String at = cluster.bootstrap();
        String said = firstLine(cause);
        if (cause instanceof SaslAuthenticationException || cause instanceof SslAuthenticationException) {
            return new InvalidInput(
                    "the Kafka brokers at " + at + " refuse our identity: " + said,
                    "Check the security settings under kafka.properties (security.protocol, sasl.*, ssl.*).");
        }
        if (cause instanceof AuthorizationException) {
            return new InvalidInput(
                    "the Kafka brokers at " + at + " do not allow it: " + said,
                    "Give the user of kafka.properties the rights to describe, read and write the topics and groups.");
        }
        if (cause instanceof InvalidReplicationFactorException) {
            return new InvalidInput(
                    "the Kafka brokers at " + at + " cannot make the topics: " + said,
                    "Set topics.replication to at most the number of brokers, or to -1.");
        }
        if (cause instanceof PolicyViolationException || cause instanceof UnsupportedVersionException) {
            return new InvalidInput("the Kafka brokers at " + at + " refuse: " + said, "Ask who runs the cluster.");
        }
        if (cause instanceof ConfigException) {
            return new InvalidInput(
                    "the settings of the Kafka client cannot be used: " + said,
                    "Check kafka.bootstrap and kafka.properties.");
        }
        if (cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return new InvalidInput(
                    "no Kafka broker answers at " + at,
                    "Check kafka.bootstrap and that the cluster runs, or use `hypercare up`, which brings its own broker.");
        }
        return new IllegalStateException("the Kafka cluster at " + at + " failed: " + said, e);
    }

    private static boolean known(Throwable cause) {
        return cause instanceof ConfigException
                || cause instanceof TimeoutException
                || cause instanceof org.apache.kafka.common.errors.ApiException;
    }

    private static String firstLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
        return message.lines().findFirst().orElse("");
    }
}

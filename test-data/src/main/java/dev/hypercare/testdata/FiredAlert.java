package dev.hypercare.testdata;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert that fired, as the scoreboard sees it. Times are event time, epoch ms.
 *
 * @param rule id of the rule
 * @param severity P1 to P4
 * @param labels labels of its series: {@code api}, and where the series has them {@code route}, {@code method}, {@code consumer}
 * @param windowMillis length of the rule's sliding window
 * @param firedAt when it fired
 * @param resolvedAt when it was resolved; null where it still fires
 * @param summary one line for people
 */
public record FiredAlert(
        String rule,
        String severity,
        Map<String, String> labels,
        long windowMillis,
        long firedAt,
        @Nullable Long resolvedAt,
        String summary) {
    public FiredAlert {
        labels = Map.copyOf(labels);
    }
}

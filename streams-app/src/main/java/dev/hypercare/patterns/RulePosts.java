package dev.hypercare.patterns;

import dev.hypercare.contract.PatternRule;
import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which rules a pattern breaches, and since when. */
final class RulePosts {
    /**
     * A breach.
     *
     * @param version of the rule that said so
     * @param severity as it was told
     * @param condition as it was told
     * @param shadow as it was told
     * @param since pane end from which on it held, milliseconds
     * @param heldAt newest pane end at which it held
     */
    record Post(String version, String severity, String condition, boolean shadow, long since, long heldAt) {
        static Post begun(PatternRule rule, long at) {
            return new Post(rule.version(), rule.severity().name(), rule.condition(), rule.shadow(), at, at);
        }

        Post held(long at) {
            return new Post(version, severity, condition, shadow, since, at);
        }
    }

    /** By id of the rule. */
    final SortedMap<String, Post> byRule = new TreeMap<>();

    void write(BinaryWriter to) {
        to.number(byRule.size());
        byRule.forEach((rule, post) -> {
            to.text(rule);
            to.text(post.version());
            to.text(post.severity());
            to.text(post.condition());
            to.raw(post.shadow() ? 1 : 0);
            to.number(post.since());
            to.number(post.heldAt());
        });
    }

    static RulePosts read(ByteBuffer from) {
        RulePosts posts = new RulePosts();
        long size = BinaryWriter.readNumber(from);
        for (int i = 0; i < size; i++) {
            posts.byRule.put(
                    BinaryWriter.readText(from),
                    new Post(
                            BinaryWriter.readText(from),
                            BinaryWriter.readText(from),
                            BinaryWriter.readText(from),
                            from.get() == 1,
                            BinaryWriter.readNumber(from),
                            BinaryWriter.readNumber(from)));
        }
        return posts;
    }
}

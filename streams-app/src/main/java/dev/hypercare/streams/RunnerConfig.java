package dev.hypercare.streams;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the applications run.
 *
 * @param application what application ids, and so group ids and internal topics, begin with
 * @param instance name of this instance, unique among those that run together, for a quick return after a crash (static
 *     membership); empty for none
 * @param stateDir where state stores are kept
 * @param threads threads of each application
 * @param commitInterval how often results are committed and become visible
 * @param guarantee whether a call can count twice after a crash
 * @param sessionTimeout after how long without a sign of life an instance is taken for dead
 * @param transactionTimeout after how long the open transaction of a dead instance is given up, which holds up its readers
 * @param standbyReplicas how many other instances keep a copy of each state store
 * @param stateMemory memory for all state stores together, megabytes
 * @param chunks whether stages that can do so read many records at once, see {@link ChunkedConsumer}
 */
public record RunnerConfig(
        String application,
        String instance,
        Path stateDir,
        int threads,
        Duration commitInterval,
        Guarantee guarantee,
        Duration sessionTimeout,
        Duration transactionTimeout,
        int standbyReplicas,
        int stateMemory,
        boolean chunks) {

    /** What is promised of results. */
    public enum Guarantee {
        EXACTLY_ONCE_V2,
        AT_LEAST_ONCE
    }

    public static final RunnerConfig DEFAULT = new RunnerConfig(
            "hypercare",
            "",
            Path.of(".hypercare/state"),
            1,
            Duration.ofMillis(200),
            Guarantee.EXACTLY_ONCE_V2,
            Duration.ofSeconds(8),
            Duration.ofSeconds(10),
            0,
            256,
            true);

    /** Reads its keys, which stand at the top of the file. */
    public static RunnerConfig read(Section root) {
        RunnerConfig config = new RunnerConfig(
                word(root, "application", DEFAULT.application, "[a-zA-Z0-9._-]{1,80}"),
                word(root, "instance", DEFAULT.instance, "[a-zA-Z0-9._-]{0,80}"),
                root.scalar("state-dir", DEFAULT.stateDir, "the path of a directory", RunnerConfig::path),
                root.integer("threads", DEFAULT.threads, 1, 256),
                root.duration("commit-interval", DEFAULT.commitInterval, Duration.ofMillis(10), Duration.ofMinutes(1)),
                root.choice("guarantee", Guarantee.class, DEFAULT.guarantee),
                root.duration("session-timeout", DEFAULT.sessionTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                root.duration(
                        "transaction-timeout",
                        DEFAULT.transactionTimeout,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(15)),
                root.integer("standby-replicas", DEFAULT.standbyReplicas, 0, 10),
                root.integer("state-memory", DEFAULT.stateMemory, 16, 1_000_000),
                root.bool("chunks", DEFAULT.chunks));
        if (config.transactionTimeout.compareTo(config.commitInterval) <= 0) {
            root.problem(
                    "transaction-timeout",
                    Durations.show(config.transactionTimeout),
                    "more than commit-interval, which is " + Durations.show(config.commitInterval));
        }
        return config;
    }

    /** The application id of one of the applications, such as {@code hypercare-kpi}. */
    public String applicationId(String app) {
        return application + "-" + app;
    }

    /** The same for an instance that brings its own broker: state beside the broker's data, and a name. */
    public RunnerConfig embedded(Path state) {
        return new RunnerConfig(
                application,
                instance.isEmpty() ? "embedded" : instance,
                state,
                threads,
                commitInterval,
                guarantee,
                sessionTimeout,
                transactionTimeout,
                0,
                stateMemory,
                chunks);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException();
        }
    }

    private static String word(Section root, String key, String absent, String pattern) {
        return root.scalar(key, absent, "letters, digits, dots, - and _, at most 80", text -> {
            if (!text.matches(pattern)) {
                throw new IllegalArgumentException();
            }
            return text;
        });
    }
}

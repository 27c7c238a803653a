package dev.hypercare.bench.chaos;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the instances are configured.
 *
 * @param partitions of each topic
 * @param standbys copies of each state store
 * @param protocol by which instances share the work: {@code classic} or {@code streams}, as Kafka's {@code group.protocol} says
 * @param sessionSeconds after how long an instance is taken for dead
 * @param transactionSeconds after how long the open transaction of a dead instance is given up
 * @param before classes that the instances find before those of the product; null for none
 * @param correctForSeconds how old a late call may be to correct its windows
 * @param rules whether the shipped rules look at every second
 * @param warm whether the instances have the memory and the compilers that users give them; else they start sooner
 */
record ProductSettings(
        int partitions,
        int standbys,
        String protocol,
        int sessionSeconds,
        int transactionSeconds,
        @Nullable Path before,
        long correctForSeconds,
        boolean rules,
        boolean warm) {
    private static final long CORRECT_FOR = ChaosLines.CORRECT_FOR_MILLIS / 1000;

    /** As users run it: its own timeouts, 6 partitions. */
    static final ProductSettings DEFAULT = new ProductSettings(6, 0, "classic", 8, 10, null, CORRECT_FOR, true, false);

    /** With other copies of state. */
    ProductSettings withStandbys(int copies) {
        return new ProductSettings(
                partitions,
                copies,
                protocol,
                sessionSeconds,
                transactionSeconds,
                before,
                correctForSeconds,
                rules,
                warm);
    }

    /** With another protocol. */
    ProductSettings withProtocol(String other) {
        return new ProductSettings(
                partitions,
                standbys,
                other,
                sessionSeconds,
                transactionSeconds,
                before,
                correctForSeconds,
                rules,
                warm);
    }

    /** With other patience, in seconds, with an instance that may be dead. */
    ProductSettings withPatience(int session, int transaction) {
        return new ProductSettings(
                partitions, standbys, protocol, session, transaction, before, correctForSeconds, rules, warm);
    }

    /** With classes before the product's. */
    ProductSettings withBefore(Path classes) {
        return new ProductSettings(
                partitions,
                standbys,
                protocol,
                sessionSeconds,
                transactionSeconds,
                classes,
                correctForSeconds,
                rules,
                warm);
    }

    /** With calls that may be as old, seconds, and without rules, which would look at each second of all that time. */
    ProductSettings withPast(long seconds) {
        return new ProductSettings(
                partitions, standbys, protocol, sessionSeconds, transactionSeconds, before, seconds, false, warm);
    }

    /** With the memory and the compilers that users give it. */
    ProductSettings asWarm() {
        return new ProductSettings(
                partitions,
                standbys,
                protocol,
                sessionSeconds,
                transactionSeconds,
                before,
                correctForSeconds,
                rules,
                true);
    }

    /** Fewer partitions and less patience with the dead, for tests. */
    ProductSettings quick() {
        return new ProductSettings(3, standbys, protocol, 3, 4, before, correctForSeconds, rules, warm);
    }
}

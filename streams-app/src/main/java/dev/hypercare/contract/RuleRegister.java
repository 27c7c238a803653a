package dev.hypercare.contract;

import dev.hypercare.schemas.events.AppliedRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an instance, for those who show and change them. It changes nothing itself: a change is a record of the topic
 * {@code rules}, which every instance reads. Times are event time, milliseconds since the epoch. Any thread may ask.
 */
public interface RuleRegister {
    /** Stands for the version of a rule that is not used. */
    String OFF = "off";

    /**
     * A rule that is used, is off, or will be one of both.
     *
     * @param id as verdicts name it
     * @param entry id of the entry of a file that makes it; differs for objectives, which make two
     * @param version as verdicts name it, or {@link #OFF}
     * @param mode {@code live}, {@code shadow} or {@code off}
     * @param source {@code shipped}, {@code file} or {@code applied}
     * @param since from when; null for ever
     * @param by who said so; null for rules that nobody applied
     */
    record Listed(
            String id,
            String entry,
            String version,
            String kind,
            String mode,
            String severity,
            List<String> view,
            String source,
            @Nullable Instant since,
            @Nullable String by,
            @Nullable String note) {
        public Listed {
            view = List.copyOf(view);
        }
    }

    /**
     * A file of rules.
     *
     * @param name for messages
     */
    record RuleText(String name, String yaml) {}

    /**
     * Who wants something, and from when on.
     *
     * @param from not before {@link #earliest}
     */
    record Order(long from, String by, @Nullable String note) {}

    /**
     * What becomes of an order for one entry of a file.
     *
     * @param before the version until then; {@link #OFF} for none
     * @param version the version from then on, or {@link #OFF}
     * @param record to be written; null where nothing changes
     */
    record Change(
            String id,
            String before,
            String version,
            Instant from,
            @Nullable AppliedRule record) {}

    /** The rules that are used at a time, or are off, and what is known to follow later. */
    List<Listed> rules(long at);

    /**
     * The YAML of a rule, as a file that holds no other: the version that is used at a time, else that of before, else the first to come.
     *
     * @param id of a rule or of the entry that makes it; empty where there is none
     */
    Optional<String> definition(String id, long at);

    /** The first instant at which a change that is ordered now finds all instances prepared. */
    long earliest(long now);

    /** What has to be written to use these rules. Error: {@link dev.hypercare.contract.config.InvalidInput} with every problem. */
    List<Change> apply(List<RuleText> files, Order order);

    /** What has to be written to use a rule no more. Error: {@link dev.hypercare.contract.config.InvalidInput} where there is none. */
    Change disable(String id, Order order);

    /** Whether this instance has read a record, or a newer one of its key. */
    boolean has(AppliedRule record);

    /** The key of a record. */
    static String key(String rule, String version) {
        return rule + "/" + version;
    }
}

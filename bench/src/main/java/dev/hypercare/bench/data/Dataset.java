package dev.hypercare.bench.data;

import java.time.Instant;
import java.util.Locale;

/**
 * What a topic of calls holds: the same calls for the same values.
 *
 * @param series how many (api, route, method) there are
 * @param calls how many calls
 * @param skew how calls are spread over series and partitions
 * @param form how a call is written
 * @param seed other calls of the same kind for another seed
 * @param perSecond calls per second of event time
 * @param startMillis event time of the first call, milliseconds since the epoch, on a minute and in the past
 */
public record Dataset(int series, long calls, Skew skew, Form form, long seed, int perSecond, long startMillis) {
    /** Partitions of the topic. */
    public static final int PARTITIONS = 4;

    /** A fixed instant, so that two runs have the same calls. */
    private static final long START = Instant.parse("2026-11-20T06:00:00Z").toEpochMilli();

    private static final int PER_SECOND = 25_000;

    /** How calls are spread. */
    public enum Skew {
        /** Series by a Zipf law with exponent 1, partitions at random. */
        EVEN,
        /** As even, but 90 % of the calls are of one API. */
        ONE_API,
        /** As even, but half of the calls are in partition 0. */
        ONE_PARTITION
    }

    /** How a call is written. */
    public enum Form {
        /** An Avro {@code Call} in the Confluent wire format, on {@code calls}. */
        AVRO("calls"),
        /** A line of NGINX's JSON, on {@code raw-nginx}. */
        NGINX("raw-nginx");

        private final String topic;

        Form(String topic) {
            this.topic = topic;
        }
    }

    /** Error: {@link IllegalArgumentException} for values that make no dataset. */
    public Dataset {
        if (series < 1 || calls < 1 || perSecond < 1 || startMillis % 60_000 != 0) {
            throw new IllegalArgumentException("series " + series + ", calls " + calls + ", perSecond " + perSecond
                    + ", startMillis " + startMillis + " (expected: all positive, the start on a minute)");
        }
    }

    /** Evenly spread calls in Avro at 25,000 a second. */
    public static Dataset avro(int series, long calls) {
        return new Dataset(series, calls, Skew.EVEN, Form.AVRO, 7, PER_SECOND, START);
    }

    /** The same calls in another form. */
    public Dataset in(Form other) {
        return new Dataset(series, calls, skew, other, seed, perSecond, startMillis);
    }

    /** The same series and number of calls, spread otherwise. */
    public Dataset spread(Skew other) {
        return new Dataset(series, calls, other, form, seed, perSecond, startMillis);
    }

    /** Other calls of the same kind, to warm up with. */
    public Dataset before(long other) {
        return new Dataset(series, other, skew, form, seed + 1, perSecond, startMillis);
    }

    /** Names the dataset in files and topics: all that makes it another one. */
    public String name() {
        return String.format(Locale.ROOT, "%s-%d-%d-%s-%d-%d", form, series, calls, skew, perSecond, seed)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    /** What the product has to be told as {@code topics.prefix} to read it. */
    public String prefix() {
        return "bench." + name() + ".";
    }

    /** The topic that holds it. */
    public String topic() {
        return topic(form.topic);
    }

    /** A topic of the product under the dataset's prefix, such as {@code kpis-1m}. */
    public String topic(String of) {
        return prefix() + of + ".v1";
    }
}

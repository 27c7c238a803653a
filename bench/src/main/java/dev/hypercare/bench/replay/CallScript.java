package dev.hypercare.bench.replay;

import dev.hypercare.bench.data.SeriesBook;
import dev.hypercare.schemas.events.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What the log of a replay holds, in order, from a seed: calls in three stretches with a silence of an hour with ticks and one of more
 * than a day without any, across midnight; some out of order, late, too late, in the future, more than once, or no calls at all.
 */
final class CallScript {
    /** How old a late call may be to correct its windows, as the instances are configured. */
    static final String CORRECT_FOR = "30m";
    /** The gateway whose calls are deduplicated. */
    static final String TWICE = "edge-2";
    /** The gateway that is waited for longer than others. */
    static final String SLOW = "edge-1";
    /** The views of the instances, as in their configuration. */
    static final List<String> VIEWS = List.of(
            "api",
            "'api, route, method'",
            "'api, consumer'",
            "gateway",
            "'provider, model'",
            "version",
            "'api, version'");

    /** Calls in a second of event time. */
    static final int PER_SECOND = 250;

    /** What a failing API does: two minutes of every ten. */
    private static final long OUTAGE = 120_000;

    private static final long SILENCE = 65 * 60_000L;
    private static final long DARKNESS = 26 * 3_600_000L;
    private static final List<String> ERRORS =
            List.of("upstream timed out after <n> ms", "connection to <ip> refused", "no healthy upstream");

    private final ReplayOptions options;
    private final SeriesBook book;
    private final Function<Call, byte[]> encoder;
    private final SplittableRandom random;
    private final List<Call> sent = new ArrayList<>();
    private long clock;
    private long made;

    /** @param encoder makes the value of a record */
    CallScript(ReplayOptions options, Function<Call, byte[]> encoder) {
        this.options = options;
        this.encoder = encoder;
        book = new SeriesBook(options.series());
        random = new SplittableRandom(options.seed());
        clock = options.start();
    }

    /** Hands on every record of the log. */
    void play(Consumer<LoggedRecord> to) {
        stretch(options.calls() * 2 / 5, to);
        for (long end = clock + SILENCE; clock < end; clock += 1000) {
            tickAll(to);
        }
        stretch(options.calls() * 2 / 5, to);
        clock += DARKNESS;
        stretch(options.calls() - made, to);
        clock += DARKNESS;
        tickAll(to);
    }

    private void stretch(long calls, Consumer<LoggedRecord> to) {
        for (long i = 0; i < calls; i++) {
            if (i % PER_SECOND == 0) {
                clock += 1000;
                tickAll(to);
            }
            call(to);
        }
        clock += 1000;
    }

    private void tickAll(Consumer<LoggedRecord> to) {
        for (int partition = 0; partition < options.partitions(); partition++) {
            to.accept(new LoggedRecord(partition, clock, null, dev.hypercare.streams.Tick.headers(clock)));
        }
    }

    private void call(Consumer<LoggedRecord> to) {
        made++;
        int partition = random.nextInt(options.partitions());
        Call call = next(partition);
        byte[] value = encoder.apply(call);
        int kind = random.nextInt(2000);
        if (kind < 6) {
            value = broken(value, kind);
        }
        to.accept(new LoggedRecord(partition, clock, value, new RecordHeaders()));
        if (call.getGateway().equals(TWICE) && random.nextInt(20) == 0) {
            to.accept(new LoggedRecord(partition, clock, encoder.apply(again(call, partition)), new RecordHeaders()));
        }
    }

    /** The same call, or one that came to the same partition some time before. */
    private Call again(Call call, int partition) {
        sent.add(call);
        Call earlier = sent.get(random.nextInt(sent.size()));
        return String.valueOf(earlier.getRequestId()).startsWith(partition + "-") ? earlier : call;
    }

    private static byte[] broken(byte[] value, int kind) {
        byte[] unknownSchema = value.clone();
        unknownSchema[1] = 0x7f;
        return switch (kind) {
            case 0 -> new byte[0];
            case 1 -> unknownSchema;
            default -> Arrays.copyOf(value, value.length / 2);
        };
    }

    private Call next(int partition) {
        // Exponent 1: as many calls to series 1 to 10 as to 11 to 100.
        int series = (int) Math.pow(options.series() + 1.0, random.nextDouble()) - 1;
        String gateway = random.nextInt(40) == 0 ? "edge-3" : "edge-" + random.nextInt(3);
        long micros = (long) (2000 * Math.exp(3 + 1.2 * random.nextGaussian()));
        int status = status(series);
        boolean ai = random.nextInt(10) == 0;
        Call.Builder call = Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(clock + random.nextInt(1000) - age(gateway)))
                .setGateway(gateway)
                .setApi(book.api(series))
                .setRoute(book.route(series))
                .setMethod(book.method(series))
                .setStatus(status)
                .setConsumer("c" + (int) Math.pow(300, random.nextDouble()))
                .setDurationMicros(micros)
                .setUpstreamDurationMicros(random.nextInt(30) == 0 ? null : Long.valueOf(micros * 9 / 10))
                .setRequestBytes(random.nextLong(3000))
                .setResponseBytes(random.nextLong(40_000))
                .setVersion(random.nextInt(5) == 0 ? "2" : "1")
                .setRequestId(partition + "-" + made)
                .setTraceId(Long.toHexString(random.nextLong()));
        if (status >= 500) {
            call.setErrorCode("e" + status).setErrorMessage(ERRORS.get(random.nextInt(ERRORS.size())));
        }
        return ai ? withUsage(call) : call.build();
    }

    private Call withUsage(Call.Builder call) {
        return call.setProvider("p" + random.nextInt(2))
                .setModel("m" + random.nextInt(4))
                .setFirstTokenMicros(random.nextLong(500_000))
                .setTokensIn(random.nextInt(20) == 0 ? null : Long.valueOf(random.nextLong(4000)))
                .setTokensOut(random.nextLong(900))
                .setCostMicros(random.nextLong(5000))
                .build();
    }

    /**
     * Some APIs fail for two minutes of every ten, so that rules have something to say; those that depend on others a little later than
     * these, or at the same time.
     */
    private boolean isOut(String api) {
        long late = switch (api) {
            case "payments" -> 0;
            case "orders", "customers" -> 7_000;
            case "catalog" -> 30_000;
            case "inventory" -> 31_000;
            default -> -1;
        };
        return late >= 0 && (clock - late) / OUTAGE % 5 == 3;
    }

    private int status(int series) {
        boolean outage = isOut(book.api(series));
        int dice = random.nextInt(outage ? 300 : 1000);
        if (dice < 5) {
            return 0;
        }
        return dice < 100 ? 500 + dice % 5 : dice < 140 ? 404 : 200;
    }

    /** How long before its ingest a call completed, milliseconds; negative for a clock that runs ahead. */
    private long age(String gateway) {
        int kind = random.nextInt(1000);
        if (kind < 4) {
            return 31 * 60_000L + random.nextInt(3_600_000); // too late to correct anything
        }
        if (kind < 40) {
            return 8000 + random.nextInt(20 * 60_000); // late
        }
        if (kind < 42) {
            return -120_000; // no clock is believed that is so far ahead
        }
        if (kind < 44 && gateway.equals("edge-3")) {
            return -random.nextInt(50_000);
        }
        return random.nextInt(kind < 150 ? 8000 : 1500);
    }
}

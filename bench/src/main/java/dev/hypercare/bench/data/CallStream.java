package dev.hypercare.bench.data;

import java.util.SplittableRandom;

/** The calls of a dataset, one after the other in the order in which gateways log them. */
final class CallStream {
    /** Longest a call is logged after its completion, milliseconds: what a lateness of 2 s still covers. */
    static final int MOST_LATE_MILLIS = 1900;

    static final int GATEWAYS = 6;
    static final int CONSUMERS = 300;
    private static final int CLIENTS = 2000;

    private final Dataset dataset;
    private final SeriesBook book;
    private final SplittableRandom random;
    private final AliasTable zipf;
    private final AliasTable firstApi;
    private long made;

    CallStream(Dataset dataset, SeriesBook book) {
        this.dataset = dataset;
        this.book = book;
        random = new SplittableRandom(dataset.seed());
        zipf = book.zipf();
        firstApi = book.firstApi();
    }

    /** Fills in the next call and returns its partition. */
    int next(CallFacts call) {
        long clock = dataset.startMillis() + made * 1000 / dataset.perSecond();
        made++;
        int late = random.nextInt(10) == 0 ? random.nextInt(MOST_LATE_MILLIS) : random.nextInt(200);
        call.ingestedAt = clock;
        call.completedAt = Math.max(dataset.startMillis(), clock - late);
        boolean crowded = dataset.skew() == Dataset.Skew.ONE_API && random.nextInt(10) != 0;
        call.series = (crowded ? firstApi : zipf).pick(random);
        call.gateway = random.nextInt(GATEWAYS);
        call.consumer = random.nextInt(CONSUMERS);
        call.client = random.nextInt(CLIENTS);
        call.id = random.nextInt(1_000_000);
        outcome(call);
        sizes(call);
        call.requestIdHigh = random.nextLong();
        call.requestIdLow = random.nextLong();
        call.traceIdHigh = random.nextLong();
        call.traceIdLow = random.nextLong();
        return partition();
    }

    private void outcome(CallFacts call) {
        int dice = random.nextInt(1000);
        if (dice < (book.failing(call.series) ? 80 : 3)) {
            call.status = (dice & 1) == 0 ? 503 : 504;
        } else if (dice >= 980) {
            call.status = dice < 990 ? 404 : 422;
        } else {
            call.status = 200;
        }
        double micros = Math.exp(book.logMedian(call.series) + 0.5 * random.nextGaussian());
        call.durationMicros = Math.min(600_000_000L, (long) micros) + (call.status >= 500 ? 1_900_000 : 0);
        call.upstreamMicros = call.durationMicros - call.durationMicros / 16;
        if (dataset.form() == Dataset.Form.NGINX) {
            call.durationMicros -= call.durationMicros % 1000;
            call.upstreamMicros -= call.upstreamMicros % 1000;
        }
    }

    private void sizes(CallFacts call) {
        call.requestBytes = 200 + random.nextInt(3000);
        call.responseBytes = 500 + random.nextInt(20_000);
        call.ai = random.nextInt(20) == 0;
        if (call.ai) {
            call.tokensIn = random.nextInt(50) == 0 ? CallFacts.NONE : 50 + random.nextInt(2000);
            call.tokensOut = 10 + random.nextInt(800);
            call.costMicros = call.tokensOut * 2 + 100;
        }
    }

    private int partition() {
        if (dataset.skew() == Dataset.Skew.ONE_PARTITION) {
            return random.nextBoolean() ? 0 : 1 + random.nextInt(Dataset.PARTITIONS - 1);
        }
        return random.nextInt(Dataset.PARTITIONS);
    }
}

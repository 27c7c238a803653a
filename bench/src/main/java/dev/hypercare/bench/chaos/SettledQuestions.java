package dev.hypercare.bench.chaos;

import dev.hypercare.bench.chaos.AskedQuery.Part;
import java.util.Random;
import java.util.function.Supplier;

/** Makes questions by chance, of ranges that are decided for good. */
final class SettledQuestions implements Supplier<AskedQuery> {
    /** After this nothing corrects a window any more: calls come late, and an instance may have been away with them. */
    static final long SETTLED_MILLIS = ChaosLines.SETTLES_MILLIS + 70_000;

    private final Random random;
    private final int watched;
    private final int apis;
    private final Supplier<Part> part;

    /**
     * @param watched APIs that questions for an hour or a day are about
     * @param apis all of them
     * @param part of the run, now
     */
    SettledQuestions(long seed, int watched, int apis, Supplier<Part> part) {
        this.random = new Random(seed);
        this.watched = watched;
        this.apis = apis;
        this.part = part;
    }

    @Override
    public synchronized AskedQuery get() {
        QueryKind kind = QueryKind.values()[random.nextInt(QueryKind.values().length)];
        long minute = CountedMinutes.MINUTE_MILLIS;
        long step = kind == QueryKind.CHART ? QueryKind.STEP_MILLIS : minute;
        long settled = System.currentTimeMillis() - SETTLED_MILLIS;
        long to = settled - settled % step - (kind == QueryKind.CHART ? 0 : random.nextInt(5) * minute);
        return AskedQuery.of(kind, series(kind), to - kind.spanMillis(), to, part.get());
    }

    private String series(QueryKind kind) {
        return switch (kind) {
            case POINT -> {
                ChaosLines.Endpoint endpoint = ChaosLines.endpoints()
                        .get(random.nextInt(ChaosLines.endpoints().size()));
                yield "api=api" + random.nextInt(apis) + ",route=" + endpoint.route() + ",method=" + endpoint.method();
            }
            case HOUR_PERCENTILE, CHART -> "api=api" + random.nextInt(watched);
            case TOP -> "";
        };
    }
}

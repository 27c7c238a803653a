package dev.hypercare.bench.chaos;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Calls of the day before a run, in the order of their event time, so that questions for an hour or a day span one: few of some APIs all day,
 * more of them in the last hour, and of every series in the last minutes.
 *
 * @param lines makes them
 * @param watched APIs that questions for an hour or a day are about
 * @param apis all APIs
 */
record EarlierCalls(ChaosLines lines, int watched, int apis) {
    /** How long before a run they begin. */
    static final long SPAN_MILLIS = 24 * 3_600_000L + 600_000;

    private static final int HOUR_SECONDS = 3600;
    /** Seconds between the calls of a watched API, all day and in the last hour. */
    private static final int SPARSE = 60;

    private static final int DENSE = 5;
    /** When all series begin to have calls, seconds before the end, and how many seconds are between those of one. */
    private static final int ALL = 720;

    private static final int ALL_EVERY = 240;
    private static final List<ChaosLines.Endpoint> ENDPOINTS = ChaosLines.endpoints();

    /** All of them. @param end milliseconds since the epoch, a whole second */
    Iterator<byte[]> until(long end) {
        return LongStream.range(-SPAN_MILLIS / 1000, 0)
                .boxed()
                .flatMap(second -> Stream.concat(watched(second, end), all(second, end)))
                .iterator();
    }

    private Stream<byte[]> watched(long second, long end) {
        int every = second >= -HOUR_SECONDS ? DENSE : SPARSE;
        return IntStream.range(0, watched)
                .filter(api -> Math.floorMod(second + api, every) == 0)
                .mapToObj(api -> line(api, Math.floorMod(second / every, 1000), second, end));
    }

    private Stream<byte[]> all(long second, long end) {
        int endpoints = ENDPOINTS.size();
        return second < -ALL
                ? Stream.empty()
                : IntStream.range(0, apis * endpoints)
                        .filter(series -> Math.floorMod(second + series, ALL_EVERY) == 0)
                        .mapToObj(series -> line(series / endpoints, series % endpoints, second, end));
    }

    private byte[] line(int api, int endpoint, long second, long end) {
        ChaosLines.Endpoint of = ENDPOINTS.get(endpoint % ENDPOINTS.size());
        return lines.line(end + second * 1000 + Math.floorMod(api * 37, 1000), "api" + api, of.method(), of.route());
    }
}

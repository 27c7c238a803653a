package dev.hypercare.testdata.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call in the making: as it would be without faults, then as they change it. Times are true, until the log is written. */
final class Draft {
    /** In place of a figure that is not told. */
    static final long NONE = -1;

    final SimulatedRoute route;
    /** Of the draws that belong to this call alone. */
    final long key;
    /** 0 for the first try. */
    final int attempt;

    final long startMillis;
    final @Nullable Caller caller;
    final String client;

    int gateway;
    String version = "";
    int status;
    long durationMicros;
    long upstreamMicros = NONE;
    long firstTokenMicros = NONE;
    long requestBytes;
    long responseBytes;

    @Nullable
    AiModel model;

    long tokensIn = NONE;
    long tokensOut = NONE;

    @Nullable
    String errorCode;

    @Nullable
    String errorMessage;
    /** From the completion to the arrival of the log. */
    long shippingMillis;
    /** How far the gateway's clock goes ahead. */
    long skewMillis;
    /** Its log never arrives, or it is never made. */
    boolean vanished;
    /** How many more calls the client makes at once because of this one. */
    int resends;

    private final long[] ids = new long[4];

    Draft(SimulatedRoute route, long key, int attempt, long startMillis, @Nullable Caller caller, String client) {
        this.route = route;
        this.key = key;
        this.attempt = attempt;
        this.startMillis = startMillis;
        this.caller = caller;
        this.client = client;
    }

    void drawIds(Draws draws) {
        for (int i = 0; i < ids.length; i++) {
            ids[i] = draws.nextLong();
        }
    }

    /** Ends the call in an error after so many microseconds. */
    void end(ErrorAnswer answer, long micros, Draws draws) {
        status = answer.status();
        errorCode = answer.code();
        errorMessage = answer.message();
        durationMicros = Math.max(1, micros);
        responseBytes = status == 0 ? 0 : 160 + draws.below(240);
        firstTokenMicros = NONE;
        tokensIn = NONE;
        tokensOut = NONE;
    }

    boolean failed() {
        return status >= 500 || status == 0;
    }

    boolean good() {
        return status >= 200 && status < 300;
    }

    long completedMillis() {
        return startMillis + durationMicros / 1000;
    }

    long arrivalMillis() {
        return completedMillis() + shippingMillis;
    }

    SimulatedCall toCall(List<String> gateways) {
        AiModel asked = model;
        boolean told = asked != null && tokensIn != NONE;
        long cost = told && asked != null
                ? Math.round(tokensIn * asked.inPrice() + Math.max(0, tokensOut) * asked.outPrice())
                : NONE;
        return new SimulatedCall(
                arrivalMillis(),
                completedMillis() + skewMillis,
                startMillis + skewMillis,
                gateways.get(gateway),
                route.api().name(),
                route.path(),
                route.method(),
                status,
                caller == null ? null : caller.name(),
                client,
                durationMicros,
                told(upstreamMicros),
                told(firstTokenMicros),
                requestBytes,
                responseBytes,
                asked == null ? null : asked.provider(),
                asked == null ? null : asked.name(),
                told(tokensIn),
                told(tokensOut),
                told(cost),
                version,
                hex(ids[0]) + hex(ids[1]),
                hex(ids[2]) + hex(ids[3]),
                errorCode,
                errorMessage);
    }

    private static @Nullable Long told(long figure) {
        return figure == NONE ? null : figure;
    }

    static String hex(long number) {
        String digits = Long.toHexString(number);
        return "0".repeat(16 - digits.length()) + digits;
    }
}

package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logs of HAProxy, a call a line: the HTTP line of {@code option httplog}, or a JSON object whose keys are HAProxy's own aliases
 * ({@code Ta}, {@code ST}, ...). The HTTP line tells its time without a zone: it is read as UTC.
 */
public final class HaproxyFormat implements Format {
    private static final String EXPECTED = "an HTTP log line of HAProxy, or a JSON object of its aliases";
    private static final String[] TIMERS = {"TR", "Tw", "Tc", "Tr", "Ta"};

    private static final FieldTable ALIASES = new FieldTable()
            .withCommonFields()
            .on("request_date", (in, call) -> call.startedAt = in.epochMillis(call.startedAt))
            .on("date", (in, call) -> call.completedAt = in.epochMillis())
            .onAny(HaproxyFormat::startedAt, "tr", "trg")
            .on("Ta", (in, call) -> call.durationMicros = in.millisUnlessNegative())
            .on("Tr", (in, call) -> call.upstreamDurationMicros = in.millisUnlessNegative())
            .on("ST", (in, call) -> call.status = in.statusUnlessNegative())
            .on("B", (in, call) -> call.responseBytes = in.count())
            .on("U", (in, call) -> call.requestBytes = in.count())
            .on("ci", (in, call) -> call.clientAddress = in.text(CallLimits.WORD))
            .on("x_forwarded_for", (in, call) -> call.forwardedFor = in.text(CallLimits.HOST))
            .on("ft", (in, call) -> call.serverName = frontend(in.text(CallLimits.API)))
            .on("b", (in, call) -> call.serviceId = in.text(CallLimits.API))
            .on("tsc", (in, call) -> call.errorCode = termination(in.text(CallLimits.WORD)))
            .on("HM", (in, call) -> call.method = in.text(CallLimits.METHOD))
            .onAny((in, call) -> call.uri = in.text(CallLimits.URI, call.uri), "HU", "HP")
            .on("host", (in, call) -> call.host = in.text(CallLimits.HOST))
            .on("r", (in, call) -> call.requestLine = in.text(CallLimits.URI))
            .on("H", (in, call) -> call.gatewayHost = in.text(CallLimits.GATEWAY))
            .on("ID", (in, call) -> call.requestId = in.text(CallLimits.ID, call.requestId));

    private static final JsonLine JSON = new JsonLine(new JsonShape(EXPECTED, ALIASES, HaproxyFormat::complete));
    private static final TextLine TEXT = new TextLine(EXPECTED, HaproxyFormat::text);

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public String about() {
        return "HAProxy HTTP log lines, or JSON of its aliases";
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        JsonLine.parse(record, JSON.shape(), HaproxyFormat::line, to);
    }

    private static Outcome<CallDraft> line(byte[] record, int from, int to) {
        int brace = Bytes.indexOf((byte) '{', record, from, to);
        boolean json = brace < to && brace < TextLine.bracketedTime(record, from, to);
        return (json ? JSON : TEXT).read(record, from, to);
    }

    /** {@code ip:port [time] frontend backend/server TR/Tw/Tc/Tr/Ta status bytes - - ---- 1/1/0/0/0 0/0 {headers} "request"}. */
    private static Outcome<CallDraft> text(String head, LineScanner words) throws IOException {
        FieldReader in = new FieldReader();
        CallDraft call = new CallDraft();
        String before = head.stripTrailing();
        in.feed("ci", before.substring(before.lastIndexOf(' ') + 1), ALIASES, call);
        in.feed("tr", words.bracketed(), ALIASES, call);
        in.feed("ft", words.word(), ALIASES, call);
        String server = words.word();
        int slash = server == null ? -1 : server.indexOf('/');
        in.feed("b", server == null || slash < 0 ? server : server.substring(0, slash), ALIASES, call);
        String timers = words.word();
        String[] times = timers == null ? new String[0] : timers.split("/", -1);
        if (times.length != TIMERS.length) {
            return FieldReader.problem(
                    "malformed-line",
                    "timers",
                    timers == null ? "missing" : timers,
                    "TR/Tw/Tc/Tr/Ta in milliseconds, such as 0/0/3/40/43, as option httplog writes them");
        }
        for (int i = 0; i < TIMERS.length; i++) {
            in.feed(TIMERS[i], times[i], ALIASES, call);
        }
        in.feed("ST", words.word(), ALIASES, call);
        in.feed("B", words.word(), ALIASES, call);
        words.word();
        words.word();
        in.feed("tsc", words.word(), ALIASES, call);
        in.feed("r", words.nextQuoted(), ALIASES, call);
        return in.problem() == null ? complete(call) : in.problem();
    }

    private static Outcome<CallDraft> complete(CallDraft call) {
        // The time of the log line is exact where that of the request is to the second.
        boolean exact = call.completedAt != CallDraft.NONE && call.durationMicros != CallDraft.NONE;
        call.startedAt = exact ? CallDraft.NONE : call.startedAt;
        // Where no backend was chosen the frontend stands for it.
        call.serviceId = call.serviceId != null && call.serviceId.equals(call.serverName) ? null : call.serviceId;
        return call.completed("request_date", "milliseconds since the epoch; or date, or tr", "ST");
    }

    private static void startedAt(FieldReader in, CallDraft call) throws IOException {
        call.startedAt = call.startedAt == CallDraft.NONE ? in.time() : call.startedAt;
    }

    /** {@code web} of {@code web~}, which was encrypted. */
    private static @Nullable String frontend(@Nullable String name) {
        return name != null && name.endsWith("~") ? name.substring(0, name.length() - 1) : name;
    }

    /** Who ended the session and when, {@code SC}; null where it ended as it should. */
    private static @Nullable String termination(@Nullable String state) {
        return state == null || state.startsWith("--") ? null : state.substring(0, Math.min(2, state.length()));
    }
}

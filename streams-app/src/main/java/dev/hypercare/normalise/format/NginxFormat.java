package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * NGINX access logs written with {@code escape=json}: one object of variables a line, numbers as texts or numbers, one or more lines a
 * record. What stands before the first brace of a line (the head that syslog adds) is skipped. Every line counts, an empty one too;
 * only the end of the last line makes no line of its own.
 */
public final class NginxFormat implements Format {
    /** More lines than any shipper puts in a record. */
    static final int MAX_LINES = 10_000;

    private static final FieldTable FIELDS = new FieldTable()
            .withCommonFields()
            .on("msec", (in, call) -> call.completedAt = in.epochSeconds())
            .on("time_iso8601", (in, call) -> call.completedAtText = in.text(CallLimits.WORD))
            .on("status", (in, call) -> call.status = in.status())
            .on("request_time", (in, call) -> call.durationMicros = in.seconds())
            .on("upstream_response_time", (in, call) -> call.upstreamDurationMicros = in.sumOfSeconds())
            .on("upstream_header_time", (in, call) -> call.upstreamHeaderMicros = in.sumOfSeconds())
            .on("request_length", (in, call) -> call.requestBytes = in.count())
            .on("bytes_sent", (in, call) -> call.responseBytes = in.count())
            .on("request", (in, call) -> call.requestLine = in.text(CallLimits.URI))
            .on("request_method", (in, call) -> call.method = in.text(CallLimits.METHOD))
            .on("request_uri", (in, call) -> call.uri = in.text(CallLimits.URI))
            .on("http_host", (in, call) -> call.host = in.text(CallLimits.HOST, call.host))
            .on("host", (in, call) -> call.host = call.host == null ? in.text(CallLimits.HOST) : call.host)
            .on("hostname", (in, call) -> call.gatewayHost = in.text(CallLimits.GATEWAY))
            .on("server_name", (in, call) -> call.serverName = in.text(CallLimits.GATEWAY))
            .on("consumer", (in, call) -> call.consumer = in.text(CallLimits.CONSUMER, call.consumer))
            .on("remote_user", (in, call) -> call.remoteUser = in.text(CallLimits.CONSUMER))
            .on("remote_addr", (in, call) -> call.clientAddress = in.text(CallLimits.WORD))
            .on("http_x_forwarded_for", (in, call) -> call.forwardedFor = in.text(CallLimits.HOST))
            .on("x_forwarded_for", (in, call) -> call.forwardedFor = in.text(CallLimits.HOST))
            .on("http_traceparent", (in, call) -> call.traceparent = in.text(CallLimits.ID));

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public Topic<?> topic() {
        return Topics.RAW_NGINX;
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        int end = record.length > 0 && record[record.length - 1] == '\n' ? record.length - 1 : record.length;
        int lines = lines(record, end);
        if (lines > MAX_LINES) {
            String detail = lines + " lines in a record (expected: at most " + MAX_LINES + ")";
            to.accept(new Parsed(null, 0, record.length, Outcome.rejected("too-large", null, detail)));
            return;
        }
        int from = 0;
        for (int line = 0; line < lines; line++) {
            int next = Bytes.indexOf((byte) '\n', record, from, end);
            to.accept(new Parsed(lines == 1 ? null : line, from, next, line(record, from, next)));
            from = next + 1;
        }
    }

    private static int lines(byte[] record, int end) {
        int lines = 1;
        for (int at = Bytes.indexOf((byte) '\n', record, 0, end); at < end; lines++) {
            at = Bytes.indexOf((byte) '\n', record, at + 1, end);
        }
        return lines;
    }

    private static Outcome<CallDraft> line(byte[] record, int from, int to) {
        int start = from;
        boolean blank = true;
        while (start < to && record[start] != '{') {
            blank &= record[start] >= 0 && record[start] <= ' ';
            start++;
        }
        if (start == to) {
            return blank
                    ? Outcome.rejected("empty", null, "nothing (expected: a JSON object of NGINX variables)")
                    : Outcome.rejected("malformed-json", null, "no brace (expected: a JSON object of NGINX variables)");
        }
        Outcome.Rejected<CallDraft> unreadable = StrictJson.problemOfText(record, from, to);
        if (unreadable != null) {
            return unreadable;
        }
        try (JsonParser parser = StrictJson.parser(record, start, to)) {
            CallDraft draft = new CallDraft();
            FieldReader in = new FieldReader(parser);
            parser.nextToken();
            in.object("", FIELDS, draft);
            if (parser.nextToken() != null) {
                return Outcome.rejected(
                        "malformed-json", null, "more after the object (expected: one JSON object a line)");
            }
            return in.problem() == null ? complete(draft) : in.problem();
        } catch (IOException | RuntimeException e) {
            return StrictJson.rejection(e);
        }
    }

    private static Outcome<CallDraft> complete(CallDraft call) {
        if (call.completedAt == CallDraft.NONE) {
            Outcome<CallDraft> problem = completeTime(call);
            if (problem != null) {
                return problem;
            }
        }
        if (call.status == CallDraft.NONE) {
            return FieldReader.problem("missing-field", "status", "missing", "an HTTP status");
        }
        if (call.firstTokenMicros == CallDraft.NONE) {
            call.firstTokenMicros = call.upstreamHeaderMicros;
        }
        call.consumer = call.consumer == null ? call.remoteUser : call.consumer;
        call.gatewayHost = call.gatewayHost != null || "_".equals(call.serverName) ? call.gatewayHost : call.serverName;
        splitRequestLine(call);
        return Outcome.ok(call);
    }

    private static @Nullable Outcome<CallDraft> completeTime(CallDraft call) {
        String text = call.completedAtText;
        if (text == null) {
            return FieldReader.problem(
                    "missing-field",
                    "msec",
                    "missing",
                    "seconds since the epoch such as 1763719200.123, or time_iso8601");
        }
        String expected = "a time such as 2026-11-21T10:00:00+00:00, in a year from 2000 to 2099";
        try {
            call.completedAt = OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return FieldReader.problem("bad-value", "time_iso8601", text, expected);
        }
        return call.completedAt >= FieldReader.EARLIEST && call.completedAt <= FieldReader.LATEST
                ? null
                : FieldReader.problem("bad-value", "time_iso8601", text, expected);
    }

    /** {@code POST /v1/orders HTTP/1.1}, where the parts are not logged on their own. */
    private static void splitRequestLine(CallDraft call) {
        String line = call.requestLine;
        int method = line == null ? -1 : line.indexOf(' ');
        if (line == null || method < 0) {
            return;
        }
        int end = line.indexOf(" HTTP/", method);
        call.method = call.method == null ? line.substring(0, method) : call.method;
        call.uri = call.uri == null ? line.substring(method + 1, end < 0 ? line.length() : end) : call.uri;
    }
}

package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Access logs in the combined or common text format that Apache and NGINX share, a call a line. What the format has no place for may follow
 * as {@code name=value}, by the names of NGINX's variables, or {@code duration_us=} for Apache's {@code %D}.
 */
public final class CombinedFormat implements Format {
    private static final String EXPECTED =
            "a line such as 203.0.113.9 - - [21/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 512";
    private static final int MAX_FURTHER = 64;

    private static final FieldTable FIELDS = new FieldTable()
            .on("time", (in, call) -> call.completedAt = in.time())
            .on("body_bytes", (in, call) -> call.responseBytes = in.count())
            .on("duration_us", (in, call) -> call.durationMicros = in.micros())
            .and(NginxFormat.VARIABLES);
    private static final TextLine LINE = new TextLine(EXPECTED, CombinedFormat::line);

    @Override
    public String name() {
        return "combined";
    }

    @Override
    public String about() {
        return "Apache and NGINX combined or common text";
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        LogLine.each(record, LINE, to);
    }

    private static Outcome<CallDraft> line(String head, LineScanner words) throws IOException {
        FieldReader in = new FieldReader();
        CallDraft call = new CallDraft();
        // Perhaps a virtual host; the client, an identity that nobody tells, the user.
        String[] before = lastWords(head);
        in.feed("host", isHostWithPort(before[0]) ? before[0] : null, FIELDS, call);
        in.feed("remote_addr", before[1], FIELDS, call);
        in.feed("remote_user", before[3].equals("\"\"") ? null : before[3], FIELDS, call);
        in.feed("time", words.bracketed(), FIELDS, call);
        in.feed("request", words.next(), FIELDS, call);
        in.feed("status", words.next(), FIELDS, call);
        in.feed("body_bytes", words.next(), FIELDS, call);
        for (int further = 0; further < MAX_FURTHER && !words.atEnd(); further++) {
            String name = words.name();
            in.feed(name == null ? "" : name, name == null ? words.next() : words.value(), FIELDS, call);
        }
        if (in.problem() != null) {
            return in.problem();
        }
        return call.completedAt == CallDraft.NONE
                ? FieldReader.problem("missing-field", "time", "missing", EXPECTED)
                : NginxFormat.complete(call);
    }

    /** The last four words, empty for each that there is not. */
    private static String[] lastWords(String text) {
        String[] words = {"", "", "", ""};
        String rest = text;
        for (int i = words.length - 1; i >= 0; i--) {
            rest = rest.stripTrailing();
            int from = rest.lastIndexOf(' ') + 1;
            words[i] = rest.substring(from);
            rest = rest.substring(0, from);
        }
        return words;
    }

    /** {@code shop.example:443}, but not {@code nginx:}, with which syslog ends its head. */
    private static boolean isHostWithPort(String word) {
        int colon = word.lastIndexOf(':');
        return colon > 0
                && colon < word.length() - 1
                && word.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

package dev.hypercare.receiver.content;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hypercare.privacy.Masking;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Masks JSON and leaves JSON: what is not masked stays byte for byte as it was sent. The value of a secret field becomes {@code "***"},
 * whatever it is; so does that of a pair such as {@code {"name":"cookie","value":"..."}}. In all other strings, names and long numbers
 * {@link Masking} takes out what looks like a secret, an e-mail address or a card; IP addresses stay, which are masked where calls are
 * normalised, after clients were counted.
 */
public final class JsonMask {
    private final SecretFields fields;
    private final byte[] json;
    private final JsonScan scan;
    private final List<Cut> cuts = new ArrayList<>();

    private record Cut(int from, int to, byte[] by) {}

    private JsonMask(SecretFields fields, byte[] json) {
        this.fields = fields;
        this.json = json;
        this.scan = new JsonScan(json);
    }

    /** The masked form of one JSON document, which {@link StrictJsonText} found to be one. */
    public static byte[] mask(byte[] json, SecretFields fields) {
        JsonMask mask = new JsonMask(fields, json);
        mask.value(mask.scan.next());
        return mask.cuts.isEmpty() ? json : mask.spliced();
    }

    /** The masked form of a line of text. */
    public static byte[] maskText(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        String masked = Masking.textWithAddresses(text);
        return masked.equals(text) ? line : masked.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the value whose first token was just read; returns its text where it is a string. */
    private @Nullable String value(char token) {
        switch (token) {
            case '{' -> object();
            case '[' -> {
                for (char next = scan.next(); next != ']'; next = scan.next()) {
                    if (next != ',') {
                        value(next);
                    }
                }
            }
            case '"' -> {
                String text = StrictJsonText.decode(json, scan.from(), scan.to());
                String masked = Masking.textWithAddresses(text);
                if (!masked.equals(text)) {
                    cut(scan.from(), scan.to(), masked);
                }
                return text;
            }
            default -> number();
        }
        return null;
    }

    private void object() {
        boolean namesASecret = false;
        int before = cuts.size();
        int from = -1;
        int to = -1;
        for (char token = scan.next(); token != '}'; token = scan.next()) {
            if (token == ',') {
                continue;
            }
            String name = String.valueOf(value(token));
            scan.next();
            char first = scan.next();
            int begin = scan.from();
            if (fields.isSecret(name) && !isHarmless(name, first)) {
                scan.skip(first);
                cut(begin, scan.to(), "***");
                continue;
            }
            String text = value(first);
            if (text != null && isNaming(name)) {
                namesASecret |= fields.isSecret(text);
            } else if (name.equalsIgnoreCase("value")) {
                from = begin;
                to = scan.to();
            }
        }
        if (namesASecret && from >= 0) {
            int begin = from;
            int end = to;
            cuts.subList(before, cuts.size()).removeIf(inner -> inner.from() >= begin && inner.to() <= end);
            cut(from, to, "***");
        }
    }

    /** Cards are numbers too, now and then. */
    private void number() {
        int length = scan.to() - scan.from();
        if (length >= 13 && length <= 19) {
            String text = new String(json, scan.from(), length, StandardCharsets.ISO_8859_1);
            String masked = Masking.textWithAddresses(text);
            if (!masked.equals(text)) {
                cut(scan.from(), scan.to(), masked);
            }
        }
    }

    private boolean isHarmless(String name, char first) {
        if (first != 'v') {
            return false;
        }
        byte begin = json[scan.from()];
        return begin == 'n' || begin == 't' || begin == 'f' || SecretFields.counts(name);
    }

    private static boolean isNaming(String name) {
        return name.equalsIgnoreCase("name") || name.equalsIgnoreCase("key") || name.equalsIgnoreCase("header");
    }

    private void cut(int from, int to, String by) {
        String quoted = '"' + new String(JsonStringEncoder.getInstance().quoteAsString(by)) + '"';
        cuts.add(new Cut(from, to, quoted.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] spliced() {
        cuts.sort(Comparator.comparingInt(Cut::from));
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
        int at = 0;
        for (Cut cut : cuts) {
            out.write(json, at, cut.from() - at);
            out.writeBytes(cut.by());
            at = cut.to();
        }
        out.write(json, at, json.length - at);
        return out.toByteArray();
    }
}

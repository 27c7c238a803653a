package dev.hypercare.privacy;

import java.nio.charset.StandardCharsets;

/**
 * Takes secrets and personal data out of free text and of bytes, and leaves the rest readable: values of secret names (in JSON, escaped
 * JSON, query strings, forms, header lines), bearer and basic tokens, JWTs, keys of well-known providers, e-mail addresses, card
 * numbers, IP addresses. One pass, time linear in the length. What it puts in: {@code ***}, {@code <email>}, {@code <card>},
 * {@code <ip>}, {@code <jwt>}, {@code <key>}.
 */
public final class Masking {
    private final CharSequence text;
    private final StringBuilder out;
    private final boolean addresses;
    private int at;
    /** End of the name that was looked at last; it holds for every word in it. */
    private int nameEnd;

    private Masking(CharSequence text, boolean addresses) {
        this.text = text;
        this.addresses = addresses;
        this.out = new StringBuilder(text.length());
    }

    /** The masked text. */
    public static String text(String text) {
        return new Masking(text, true).run();
    }

    /** The masked text, with its IP addresses as they are: for who counts clients by them later. */
    public static String textWithAddresses(String text) {
        return new Masking(text, false).run();
    }

    /** The masked form of {@code bytes[from, to)}; bytes beyond ASCII stay as they are. */
    public static byte[] bytes(byte[] bytes, int from, int to) {
        // One character a byte, there and back.
        return text(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private String run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean begins = at == 0 || !Chars.isWord(text.charAt(at - 1));
            if (begins && Chars.isWord(c)) {
                if (!maskSecretValue() && !maskPersonalData()) {
                    copyWord();
                }
            } else if (!begins || c != ':' || !replace(at, endOfIp(), "<ip>")) {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private void copyWord() {
        int end = at;
        while (end < text.length() && Chars.isWord(text.charAt(end))) {
            end++;
        }
        replace(end, end, "");
    }

    private boolean maskSecretValue() {
        if (nameEnd <= at) {
            nameEnd = at;
            while (nameEnd < text.length() && Chars.isInName(text.charAt(nameEnd))) {
                nameEnd++;
            }
        }
        SecretValue value = SecretValue.find(text, at, nameEnd);
        return value != null && replace(value.from(), value.to(), "***");
    }

    private boolean maskPersonalData() {
        return replace(at, endOfIp(), "<ip>")
                || replace(at, PersonalData.endOfJwt(text, at), "<jwt>")
                || replace(at, PersonalData.endOfKey(text, at), "<key>")
                || replace(at, PersonalData.endOfCard(text, at), "<card>")
                || replace(at, PersonalData.endOfEmail(text, at), "<email>");
    }

    private int endOfIp() {
        return addresses ? PersonalData.endOfIp(text, at) : -1;
    }

    /** Copies up to {@code from} and puts {@code by} in the place of what follows; false where {@code to} says that there is nothing. */
    private boolean replace(int from, int to, String by) {
        if (to < 0) {
            return false;
        }
        out.append(text, at, from);
        if (to > from) {
            out.append(by);
        }
        at = to;
        return true;
    }
}

package dev.hypercare.kpi;

import dev.hypercare.contract.text.TextMask;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What tells the message of the call read last from others, in one range of bytes: takenWith and paneStart (8 bytes each, big
 * endian), then the {@link #TEXTS} (each its length in 2 bytes, {@value #ABSENT} for none, and its UTF-8), then the status (4
 * bytes). Not thread-safe.
 */
final class MessageKey {
    /** After so many bytes a message is cut. */
    static final int LONGEST = 2048;

    private static final int[] TEXTS = {
        CallReader.API, CallReader.ERROR_MESSAGE, CallReader.ERROR_CODE, CallReader.ROUTE, CallReader.VERSION
    };
    private static final int ABSENT = 0xFFFF;
    private static final int TIMES = 2 * Long.BYTES;

    private byte[] bytes = new byte[512];
    private int length;

    /** Takes the call read last; paneStart and takenWith as in the record, milliseconds. */
    void take(CallReader call, long paneStart, long takenWith) {
        ByteBuffer.wrap(bytes).putLong(takenWith).putLong(paneStart);
        length = TIMES;
        for (int field : TEXTS) {
            append(call, field, field == CallReader.ERROR_MESSAGE ? LONGEST : LabelValues.LONGEST);
        }
        room(Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(length, call.status());
        length += Integer.BYTES;
    }

    /** Takes another key with its message masked; one that is nothing but space stays. */
    void takeMasked(MessageKey from) {
        int at = apiStart() + apiLength(from.bytes);
        int size = size(from.bytes, at);
        int start = at + Short.BYTES;
        byte[] message = TextMask.mask(new String(from.bytes, start, size, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        length = 0;
        copy(from.bytes, 0, at);
        if (message.length == 0) {
            copy(from.bytes, at, from.length);
            return;
        }
        int kept = message.length <= LONGEST ? message.length : LabelValues.cut(message, 0, LONGEST);
        room(Short.BYTES);
        size(kept);
        copy(message, 0, kept);
        copy(from.bytes, start + size, from.length);
    }

    private void copy(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    private void append(CallReader call, int field, int longest) {
        int size = call.textLength(field);
        if (size < 0) {
            room(Short.BYTES);
            size(ABSENT);
            return;
        }
        byte[] from = call.bytes(field);
        int start = call.textStart(field);
        int kept = size <= longest ? size : LabelValues.cut(from, start, longest);
        room(Short.BYTES + kept);
        size(kept);
        System.arraycopy(from, start, bytes, length, kept);
        length += kept;
    }

    private void size(int size) {
        bytes[length++] = (byte) (size >>> 8);
        bytes[length++] = (byte) size;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** Holds the key from 0 to {@link #length}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** A copy of the range. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Where the bytes of the API begin in a key. */
    static int apiStart() {
        return TIMES + Short.BYTES;
    }

    /** How many bytes the API has in a key. */
    static int apiLength(byte[] key) {
        return size(key, TIMES);
    }

    /** Compares keys of one API by message, then by all the rest. */
    static int compare(byte[] a, byte[] b) {
        int at = apiStart() + apiLength(a);
        int other = apiStart() + apiLength(b);
        int byMessage = Arrays.compareUnsigned(
                a,
                at + Short.BYTES,
                at + Short.BYTES + size(a, at),
                b,
                other + Short.BYTES,
                other + Short.BYTES + size(b, other));
        return byMessage != 0 ? byMessage : Arrays.compareUnsigned(a, b);
    }

    /** What a copy of a key says; message and route are empty where there was none. */
    record Parts(
            String message,
            @Nullable String errorCode,
            String route,
            @Nullable String version,
            int status) {}

    /** What a copy of a key says. */
    static Parts parts(byte[] key) {
        @Nullable String[] texts = new @Nullable String[TEXTS.length];
        int at = TIMES;
        for (int i = 0; i < texts.length; i++) {
            int size = size(key, at);
            at += Short.BYTES;
            if (size != ABSENT) {
                texts[i] = new String(key, at, size, StandardCharsets.UTF_8);
                at += size;
            }
        }
        int status = ByteBuffer.wrap(key).getInt(at);
        return new Parts(orEmpty(texts[1]), texts[2], orEmpty(texts[3]), texts[4], status);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static int size(byte[] key, int at) {
        return (key[at] & 0xFF) << 8 | key[at + 1] & 0xFF;
    }
}

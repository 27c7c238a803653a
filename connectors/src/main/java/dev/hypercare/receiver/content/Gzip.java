package dev.hypercare.receiver.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Takes the content encoding off a body, and never makes more of it than is allowed. */
public final class Gzip {
    private Gzip() {}

    /**
     * The bytes behind the encoding.
     *
     * @param encoding the header Content-Encoding; null, {@code identity} or {@code gzip}
     * @param most bytes
     * @return error: {@link HttpRefusal} 415 for other encodings, 400 where it is no gzip, 413 where it is more
     */
    public static byte[] inflate(byte[] body, @Nullable String encoding, int most) throws HttpRefusal {
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return body;
        }
        String name = encoding.strip();
        if (!name.equalsIgnoreCase("gzip") && !name.equalsIgnoreCase("x-gzip")) {
            throw new HttpRefusal(415, "Content-Encoding is '" + name + "'; send gzip, or none.");
        }
        byte[] plain;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            plain = in.readNBytes(most + 1);
        } catch (IOException e) {
            throw new HttpRefusal(400, "Content-Encoding says gzip, but the body is none: " + e.getMessage() + ".");
        }
        if (plain.length > most) {
            throw new HttpRefusal(413, "The body is more than " + most + " bytes without gzip; send less at once.");
        }
        return plain;
    }
}

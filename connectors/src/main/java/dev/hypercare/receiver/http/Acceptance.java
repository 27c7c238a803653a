package dev.hypercare.receiver.http;

import dev.hypercare.privacy.Masking;
import dev.hypercare.receiver.auth.Posted;
import dev.hypercare.receiver.config.PathConfig;
import dev.hypercare.receiver.content.ContentLimits;
import dev.hypercare.receiver.content.Gzip;
import dev.hypercare.receiver.content.HttpRefusal;
import dev.hypercare.receiver.content.JsonMask;
import dev.hypercare.receiver.content.Pointer;
import dev.hypercare.receiver.content.SecretFields;
import dev.hypercare.receiver.inbox.Delivery;
import dev.hypercare.receiver.inbox.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a delivery of a request: checks it, cuts it, masks it. Knows nothing of the server. */
final class Acceptance {
    private static final int LONGEST_ID = 1024;

    private final PathConfig path;
    private final ContentLimits limits;
    private final SecretFields secrets;

    Acceptance(PathConfig path, ContentLimits limits, SecretFields secrets) {
        this.path = path;
        this.limits = limits;
        this.secrets = secrets;
    }

    /** What can be said before the body is read. */
    void checkHead(Posted posted) throws HttpRefusal {
        path.door().check(posted);
        String type = posted.header("Content-Type");
        if (type != null && !isGood(type.toLowerCase(Locale.ROOT))) {
            throw new HttpRefusal(
                    415,
                    path.batch().isJson()
                            ? "Content-Type is '" + type + "'; send application/json in UTF-8."
                            : "Content-Type is '" + type + "'; send text/plain in UTF-8.");
        }
    }

    /** The delivery; without a part where nothing was sent. */
    Delivery delivery(Posted posted, byte[] sent, long now) throws HttpRefusal {
        path.door().check(posted, sent, now);
        byte[] body = Gzip.inflate(sent, posted.header("Content-Encoding"), limits.inflated());
        List<byte[]> records = path.batch().split(body, limits);
        List<Part> parts = new ArrayList<>(records.size());
        for (byte[] record : records) {
            byte[] masked = masked(record);
            parts.add(new Part(key(posted, masked), masked));
        }
        return new Delivery(path.name(), id(posted, body), parts, now);
    }

    private boolean isGood(String type) {
        int charset = type.indexOf("charset=");
        if (charset >= 0) {
            String name = type.substring(charset + 8).replace("\"", "").strip();
            if (!name.startsWith("utf-8") && !name.startsWith("us-ascii")) {
                return false;
            }
        }
        String media = type.split(";")[0].strip();
        return !path.batch().isJson()
                || media.endsWith("json")
                || media.equals("text/plain")
                || media.equals("application/octet-stream");
    }

    private byte[] masked(byte[] record) {
        if (!path.masks()) {
            return record;
        }
        return path.batch().isJson() ? JsonMask.mask(record, secrets) : JsonMask.maskText(record);
    }

    private byte @Nullable [] key(Posted posted, byte[] masked) {
        String key = value(path.key(), posted, masked);
        if (key == null) {
            return null;
        }
        return (path.masks() ? Masking.textWithAddresses(key) : key).getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable String id(Posted posted, byte[] body) throws HttpRefusal {
        String id = value(path.id(), posted, body);
        if (id != null && id.length() > LONGEST_ID) {
            throw new HttpRefusal(400, "The id of the delivery is longer than " + LONGEST_ID + " characters.");
        }
        return id;
    }

    private static @Nullable String value(PathConfig.Origin origin, Posted posted, byte[] json) {
        String header = origin.header();
        String value = header == null ? null : posted.header(header);
        if (value != null && !value.isBlank()) {
            return value.strip();
        }
        Pointer pointer = origin.pointer();
        return pointer == null ? null : pointer.in(json);
    }
}

package dev.hypercare.receiver.config;

import dev.hypercare.receiver.auth.BasicDoor;
import dev.hypercare.receiver.auth.CertificateDoor;
import dev.hypercare.receiver.auth.Door;
import dev.hypercare.receiver.auth.SignatureDoor;
import dev.hypercare.receiver.auth.SignatureScheme;
import dev.hypercare.receiver.auth.TokenDoor;
import dev.hypercare.receiver.content.Batch;
import dev.hypercare.receiver.content.Pointer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/**
 * What one path does.
 *
 * @param name in the configuration
 * @param path of the URL
 * @param id header and pointer of the delivery's id; either or both may be null
 * @param key header and pointer of the key
 * @param masks whether what is sent is masked
 * @param certificates whether clients show certificates here
 */
public record PathConfig(
        String name,
        String path,
        String topic,
        Batch batch,
        Origin id,
        Origin key,
        boolean masks,
        Door door,
        boolean certificates) {

    /** Where a value comes from: a header, or a place in the JSON. */
    public record Origin(@Nullable String header, @Nullable Pointer pointer) {}

    /** Reads a path from a configuration without problems. */
    static PathConfig of(String name, AbstractConfig all) {
        Values values = new Values(all, ReceiverConfig.prefix(name));
        return new PathConfig(
                name,
                values.text(PathKeys.PATH),
                values.text(PathKeys.TOPIC),
                Batch.of(values.text(PathKeys.BATCH)),
                values.origin(PathKeys.ID_HEADER, PathKeys.ID_POINTER),
                values.origin(PathKeys.KEY_HEADER, PathKeys.KEY_POINTER),
                values.text(PathKeys.MASK).equals("all"),
                values.door(),
                values.text(PathKeys.AUTH).equals("mtls"));
    }

    private record Values(AbstractConfig all, String prefix) {
        String text(String key) {
            return all.getString(prefix + key);
        }

        @Nullable
        String optional(String key) {
            String text = text(key);
            return text.isEmpty() ? null : text;
        }

        List<String> list(String key) {
            return all.getList(prefix + key);
        }

        String password(String key) {
            return all.getPassword(prefix + key).value();
        }

        Origin origin(String header, String pointer) {
            String place = optional(pointer);
            return new Origin(optional(header), place == null ? null : new Pointer(place));
        }

        Door door() {
            return switch (text(PathKeys.AUTH)) {
                case "token" -> new TokenDoor(text(PathKeys.TOKEN_HEADER), list(PathKeys.TOKEN_SHA256S));
                case "basic" -> new BasicDoor(text(PathKeys.BASIC_USER), password(PathKeys.BASIC_PASSWORD));
                case "hmac" -> new SignatureDoor(scheme(), secrets());
                case "mtls" -> new CertificateDoor(list(PathKeys.MTLS_SUBJECTS));
                default -> Door.OPEN;
            };
        }

        private SignatureScheme scheme() {
            return new SignatureScheme(
                    text(PathKeys.HMAC_HEADER),
                    text(PathKeys.HMAC_ALGORITHM),
                    text(PathKeys.HMAC_ENCODING).equals("base64"),
                    text(PathKeys.HMAC_PREFIX),
                    text(PathKeys.HMAC_SIGNED),
                    optional(PathKeys.HMAC_TIMESTAMP_HEADER),
                    all.getInt(prefix + PathKeys.HMAC_TOLERANCE) * 1000L);
        }

        private List<String> secrets() {
            return Stream.of(PathKeys.HMAC_SECRET, PathKeys.HMAC_PREVIOUS)
                    .map(this::password)
                    .filter(secret -> !secret.isEmpty())
                    .toList();
        }
    }
}

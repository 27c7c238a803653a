package dev.hypercare.query.access;

import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens of a file as it is now: what was added or taken out counts a second later, without a restart. */
final class KnownTokens {
    private static final Logger LOG = LoggerFactory.getLogger(KnownTokens.class);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private final LongSupplier nanoTime;
    private List<AccessToken> tokens;
    private String state;
    private long lookedAt;

    /**
     * Reads the file. Error: {@link InvalidInput} where it cannot be used.
     *
     * @param nanoTime time that passes, nanoseconds
     */
    KnownTokens(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        this.tokens = TokenFile.read(file);
        this.state = state(file);
        this.lookedAt = nanoTime.getAsLong();
    }

    /** Who shows a token; empty where it is none of them. All are compared, each in constant time. */
    Optional<Visitor> find(String token) {
        byte[] hash = AccessToken.hash(token).getBytes(StandardCharsets.US_ASCII);
        Visitor found = null;
        for (AccessToken each : current()) {
            if (MessageDigest.isEqual(hash, each.hash().getBytes(StandardCharsets.US_ASCII))) {
                found = each.visitor();
            }
        }
        return Optional.ofNullable(found);
    }

    private synchronized List<AccessToken> current() {
        long now = nanoTime.getAsLong();
        if (now - lookedAt < LOOK_AGAIN_NANOS) {
            return tokens;
        }
        lookedAt = now;
        String found = state(file);
        if (!found.equals(state)) {
            state = found;
            try {
                tokens = Files.exists(file) ? TokenFile.read(file) : List.of();
                LOG.info("{}: read again, {} tokens", file, tokens.size());
            } catch (InvalidInput e) {
                LOG.error("{} has changed and cannot be used; the tokens of before hold on: {}", file, e.getMessage());
            }
        }
        return tokens;
    }

    /** Differs where the content does. */
    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file) + " "
                    + Files.getAttribute(file, "basic:fileKey");
        } catch (IOException | UncheckedIOException e) {
            return "cannot be read";
        }
    }
}

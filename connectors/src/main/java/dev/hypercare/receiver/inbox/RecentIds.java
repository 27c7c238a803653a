package dev.hypercare.receiver.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * The last ids of a path, as hashes of 128 bits, so that a sender's id has no length and tells nothing. They are kept in segments that are
 * filled one after the other, so that one more id changes one segment, which is what a record carries as its source offset. Not
 * thread-safe.
 */
public final class RecentIds {
    /** How many segments there are, for ever: they are source partitions. */
    public static final int SEGMENTS = 32;

    private static final int HASH_BYTES = 16;

    private final int perSegment;
    private final String[] ids = new String[SEGMENTS];
    private final long[] first = new long[SEGMENTS];
    private final Set<String> known = new HashSet<>();
    private int current;
    private int inCurrent;

    /** Remembers at least {@code capacity} ids. */
    public RecentIds(int capacity) {
        perSegment = Math.max(1, (capacity + SEGMENTS - 2) / (SEGMENTS - 1));
        Arrays.fill(ids, "");
    }

    /**
     * A segment with the id and without it.
     *
     * @param segment its number
     * @param first how many ids the path had seen when the segment began
     * @param before the hashes before the id came, separated by blanks
     * @param after the same with it
     */
    public record Place(int segment, long first, String before, String after) {}

    /** Takes in a segment that was stored; the one that begins last is where it goes on. */
    public void restore(int segment, long firstOfSegment, String stored) {
        if (segment < 0 || segment >= SEGMENTS || stored.isBlank()) {
            return;
        }
        String[] hashes = stored.split(" ");
        ids[segment] = stored;
        first[segment] = firstOfSegment;
        known.addAll(Arrays.asList(hashes));
        if (firstOfSegment >= first[current]) {
            current = segment;
            inCurrent = hashes.length;
        }
    }

    /** Whether the id is among them. */
    public boolean contains(String id) {
        return known.contains(hash(id));
    }

    /** Remembers an id, and forgets the oldest segment where a new one begins. */
    public Place add(String id) {
        if (inCurrent >= perSegment) {
            long next = first[current] + inCurrent;
            current = (current + 1) % SEGMENTS;
            for (String old : ids[current].split(" ")) {
                known.remove(old);
            }
            ids[current] = "";
            first[current] = next;
            inCurrent = 0;
        }
        String hash = hash(id);
        String before = ids[current];
        ids[current] = before.isEmpty() ? hash : before + " " + hash;
        inCurrent++;
        known.add(hash);
        return new Place(current, first[current], before, ids[current]);
    }

    private static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

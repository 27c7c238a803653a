package dev.hypercare.kpi;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.hypercare.contract.Resolution;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which messages of one partition of {@code calls} have an entry of their own: so many of each API in a pane, and so many bytes over
 * all panes that have not ended, first come, first served. What is remembered, until the pane with which they are taken up has ended,
 * depends on the order of the partition alone, not on flushes or restarts. Not thread-safe.
 */
final class MessagePlaces {
    /** So many messages an API may have in a pane. */
    static final int MOST_OF_API = 5_000;

    /** So many bytes the keys of all messages may have, so that many APIs with long messages do not fill the heap. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    /** Stored hashes are of these seeds: to change them is to forget everything. */
    private static final Hasher64 FIRST = Hashing.wyhashFinal4(0x68797065L);

    private static final Hasher64 SECOND = Hashing.wyhashFinal4(0x72636172L);

    /** Receives what is remembered of a pane: for each message two numbers of its hash, one of its API, and its bytes. */
    @FunctionalInterface
    interface Fresh {
        void accept(long paneStart, long[] places);
    }

    private static final class Pane {
        private final HashPairs known = new HashPairs();
        private final Map<Long, Integer> ofApi = new HashMap<>();
        private long bytes;
        private long[] fresh = {};
        private int freshLength;

        boolean hasRoom(long api, int most) {
            return ofApi.getOrDefault(api, 0) < most;
        }

        void take(long first, long second, long api, long length) {
            known.add(first, second);
            ofApi.merge(api, 1, Integer::sum);
            bytes += length;
        }

        void note(long first, long second, long api, long length) {
            if (freshLength == fresh.length) {
                fresh = Arrays.copyOf(fresh, Math.max(64, 2 * freshLength));
            }
            fresh[freshLength++] = first;
            fresh[freshLength++] = second;
            fresh[freshLength++] = api;
            fresh[freshLength++] = length;
        }
    }

    private final int mostOfApi;
    private final int mostBytes;
    private final TreeMap<Long, Pane> panes = new TreeMap<>();
    private long watermark = Watermarks.NONE;
    private long bytes;

    MessagePlaces() {
        this(MOST_OF_API, MOST_BYTES);
    }

    /**
     * @param mostOfApi so many messages an API may have in a pane
     * @param mostBytes so many bytes the keys of all messages may have
     */
    MessagePlaces(int mostOfApi, int mostBytes) {
        this.mostOfApi = mostOfApi;
        this.mostBytes = mostBytes;
    }

    /**
     * Whether a message has a place, which it gets where there is room.
     *
     * @param takenWith first instant of the pane with which it is taken up, which has not ended, milliseconds
     */
    boolean admit(MessageKey key, long takenWith) {
        long first = FIRST.hashBytesToLong(key.bytes(), 0, key.length());
        long second = SECOND.hashBytesToLong(key.bytes(), 0, key.length());
        Pane pane = panes.computeIfAbsent(takenWith, unseen -> new Pane());
        if (pane.known.has(first, second)) {
            return true;
        }
        long api = FIRST.hashBytesToLong(key.bytes(), MessageKey.apiStart(), MessageKey.apiLength(key.bytes()));
        if (!pane.hasRoom(api, mostOfApi) || bytes + key.length() > mostBytes) {
            return false;
        }
        take(pane, first, second, api, key.length());
        pane.note(first, second, api, key.length());
        return true;
    }

    private void take(Pane pane, long first, long second, long api, long length) {
        pane.take(first, second, api, length);
        bytes += length;
    }

    /** Event time has come so far, milliseconds; panes that have ended are forgotten. */
    void time(long newWatermark) {
        watermark = newWatermark;
        while (!panes.isEmpty() && !isOpen(panes.firstKey())) {
            bytes -= panes.pollFirstEntry().getValue().bytes;
        }
    }

    /** Whether a pane that begins at a time, milliseconds, has not ended. */
    boolean isOpen(long paneStart) {
        return watermark == Watermarks.NONE || Resolution.PANE.startOf(watermark) <= paneStart;
    }

    /** Hands on what is remembered since this was asked last. */
    void takeFresh(Fresh to) {
        panes.forEach((start, pane) -> {
            if (pane.freshLength > 0) {
                to.accept(start, Arrays.copyOf(pane.fresh, pane.freshLength));
                pane.fresh = new long[0];
                pane.freshLength = 0;
            }
        });
    }

    /** Takes up what was stored. */
    void restore(long paneStart, long[] places) {
        Pane pane = panes.computeIfAbsent(paneStart, unseen -> new Pane());
        for (int i = 0; i + 3 < places.length; i += 4) {
            take(pane, places[i], places[i + 1], places[i + 2], places[i + 3]);
        }
    }
}

package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.schemas.events.Call;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MessagePlacesTest {
    private static final long START = 1_800_000_000_000L;
    private static final int MOST_OF_API = 4;

    private final CallReader reader = Calls.reader();
    private final MessageKey key = new MessageKey();
    private final Map<Long, long[]> stored = new TreeMap<>();

    @Property(tries = 200)
    void theFirstOfEachApiAndPaneHavePlacesWhateverTheFlushesAndRestarts(@ForAll long seed) {
        stored.clear();
        Random random = new Random(seed);
        Map<String, Set<String>> expected = new HashMap<>();
        MessagePlaces places = new MessagePlaces(MOST_OF_API, MessagePlaces.MOST_BYTES);
        long watermark = START;
        for (int i = 0; i < 300; i++) {
            watermark += random.nextInt(1_000);
            places.time(watermark);
            long pane = Resolution.PANE.startOf(watermark) + 10_000L * random.nextInt(3);
            String api = "api " + random.nextInt(2);
            String message = "message " + random.nextInt(3 * MOST_OF_API);
            Set<String> first = expected.computeIfAbsent(api + pane, unseen -> new HashSet<>());
            boolean fits = first.contains(message) || first.size() < MOST_OF_API;
            if (fits) {
                first.add(message);
            }
            assertThat(admits(places, api, message, pane)).isEqualTo(fits);
            if (random.nextInt(10) == 0) {
                places = restarted(places, new MessagePlaces(MOST_OF_API, MessagePlaces.MOST_BYTES), watermark);
            }
        }
    }

    @Test
    void theBytesOfAllPanesThatHaveNotEndedAreBoundedAfterARestartToo() {
        MessagePlaces places = new MessagePlaces(MOST_OF_API, 1_000);
        assertThat(admits(places, "a", "x".repeat(500), START)).isTrue();
        assertThat(admits(places, "b", "y".repeat(500), START + 10_000)).isFalse();

        MessagePlaces restarted = restarted(places, new MessagePlaces(MOST_OF_API, 1_000), START + 9_999);
        assertThat(admits(restarted, "b", "y".repeat(500), START + 10_000)).isFalse();
        assertThat(admits(restarted, "a", "x".repeat(500), START)).isTrue();
        restarted.time(START + 10_000);
        assertThat(admits(restarted, "b", "y".repeat(500), START + 10_000)).isTrue();
    }

    private boolean admits(MessagePlaces places, String api, String message, long pane) {
        byte[] bytes = Calls.bytes(Call.newBuilder(Calls.call(api, "/a", 500, pane, 1))
                .setErrorMessage(message)
                .build());
        reader.read(bytes, 0, bytes.length);
        key.take(reader, pane, pane);
        return places.admit(key, pane);
    }

    /** Takes up in another what was remembered of panes that have not ended. */
    private MessagePlaces restarted(MessagePlaces from, MessagePlaces to, long watermark) {
        from.takeFresh((pane, fresh) -> stored.merge(pane, fresh, MessagePlacesTest::joined));
        stored.keySet().removeIf(pane -> !from.isOpen(pane));
        stored.forEach(to::restore);
        to.time(watermark);
        return to;
    }

    private static long[] joined(long[] a, long[] b) {
        long[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}

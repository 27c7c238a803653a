package dev.hypercare.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.query.Freshness.Missing;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.PeersConfig;
import dev.hypercare.query.TooSlow;
import dev.hypercare.query.cluster.Gathered.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final Peer SELF = new Peer("127.0.0.1", 1);
    private static final Peer B = new Peer("127.0.0.1", 2);
    private static final Peer C = new Peer("127.0.0.1", 3);
    private static final Peer DEAD = new Peer("127.0.0.1", 4);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final PeersConfig QUICK =
            new PeersConfig("", null, null, Duration.ofMillis(50), Duration.ofMillis(200));

    /** A question and its answer as text. */
    private static final PartForm<String, String> TEXT = new PartForm<>() {
        @Override
        public byte[] question(String question) {
            return question.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String question(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public byte[] answer(String answer) {
            return question(answer);
        }

        @Override
        public String answer(byte[] bytes) {
            return question(bytes);
        }
    };

    private final Map<Peer, PartsResource> instances = new HashMap<>();
    private final List<PartitionPlace> places = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    @Test
    void asksEveryInstanceOnceForAllThatItHas() {
        has(SELF, Set.of(0), Set.of());
        has(B, Set.of(1, 2), Set.of());
        places.add(new PartitionPlace(0, SELF, List.of()));
        places.add(new PartitionPlace(1, B, List.of()));
        places.add(new PartitionPlace(2, B, List.of()));
        Gathered<String> gathered = gather();
        assertThat(gathered.parts())
                .containsExactly(
                        new Part<>(0, false, "what? 0"),
                        new Part<>(1, false, "what? 1"),
                        new Part<>(2, false, "what? 2"));
        assertThat(gathered.missing()).isEmpty();
        assertThat(asked).containsExactly(B + " [1, 2] false");
    }

    @Test
    void readsACopyWhereTheTaskIsNotReachedAndSaysSo() {
        has(B, Set.of(), Set.of(0));
        places.add(new PartitionPlace(0, DEAD, List.of(B)));
        assertThat(gather().parts()).containsExactly(new Part<>(0, true, "what? 0"));
    }

    @Test
    void readsItsOwnCopyBeforeItAsksForOne() {
        has(SELF, Set.of(), Set.of(0));
        has(B, Set.of(), Set.of(0));
        places.add(new PartitionPlace(0, DEAD, List.of(B, SELF)));
        assertThat(gather().parts()).containsExactly(new Part<>(0, true, "what? 0"));
        assertThat(asked).containsExactly(DEAD + " [0] false");
    }

    @Test
    void readsWhatATaskHasWhileItIsRestoredWhereThereIsNoOtherCopy() {
        has(B, Set.of(), Set.of(0));
        places.add(new PartitionPlace(0, B, List.of()));
        assertThat(gather().parts()).containsExactly(new Part<>(0, true, "what? 0"));
    }

    @Test
    void anInstanceThatNeverAnswersCostsItsTimeAndNoMore() {
        has(SELF, Set.of(0), Set.of());
        places.add(new PartitionPlace(0, SELF, List.of()));
        places.add(new PartitionPlace(1, C, List.of()));
        Gathered<String> gathered = new Gathering(
                        store -> places, SELF, (peer, request, within) -> new CompletableFuture<>(), QUICK, LIMIT)
                .gather(shelf(SELF), "what?", partition -> true);
        assertThat(gathered.parts()).extracting(Part::partition).containsExactly(0);
        assertThat(gathered.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.partitions()).containsExactly(1);
            assertThat(missing.why()).contains(C.toString(), "not in time");
        });
    }

    @Test
    void anInstanceThatTakesTooLongToReadSaysSo() {
        places.add(new PartitionPlace(0, B, List.of()));
        instances.put(B, new PartsResource(List.of(new Shelf<>("shelf", TEXT, (partition, copy, question, deadline) -> {
            throw new TooSlow(deadline.limit());
        }))));
        assertThatThrownBy(() -> gather().orNotReady())
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("the instance asked: reading for it took more than 2000 ms");
    }

    @Test
    void anAnswerThatCannotBeReadIsMissing() {
        places.add(new PartitionPlace(0, B, List.of()));
        Gathered<String> gathered = new Gathering(
                        store -> places,
                        SELF,
                        (peer, request, within) -> CompletableFuture.completedFuture(new byte[] {99}),
                        QUICK,
                        LIMIT)
                .gather(shelf(SELF), "what?", partition -> true);
        assertThat(gathered.missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.why()).contains("another form"));
    }

    @Test
    void asksNobodyForPartitionsThatDoNotMatter() {
        has(B, Set.of(0, 1), Set.of());
        places.add(new PartitionPlace(0, B, List.of()));
        places.add(new PartitionPlace(1, B, List.of()));
        Gathered<String> gathered = gathering().gather(shelf(SELF), "what?", partition -> partition == 1);
        assertThat(gathered.parts()).extracting(Part::partition).containsExactly(1);
        assertThat(gathered.missing()).isEmpty();
    }

    @Test
    void nothingAtAllIsNotReadyAndSaysWhy() {
        places.add(new PartitionPlace(0, DEAD, List.of()));
        places.add(new PartitionPlace(1, null, List.of()));
        Gathered<String> nothing = gather();
        assertThatThrownBy(nothing::orNotReady)
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("shelf 0 (connection refused)")
                .hasMessageContaining("shelf 1 (no instance is known to have it)");
    }

    @Property(tries = 200)
    void everyPartitionIsReadOnceOrToldAsMissing(@ForAll long seed) {
        Random random = new Random(seed);
        instances.clear();
        places.clear();
        List<Peer> peers = List.of(SELF, B, C, DEAD);
        List<Set<Integer>> actives = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
        List<Set<Integer>> copies = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
        Set<Integer> readable = new HashSet<>();
        int partitions = 1 + random.nextInt(8);
        for (int partition = 0; partition < partitions; partition++) {
            int active = random.nextInt(4);
            int copy = random.nextInt(4);
            // What is true need not be what the placement says.
            if (active < 3 && random.nextBoolean()) {
                actives.get(active).add(partition);
                readable.add(partition);
            }
            if (copy < 3 && random.nextBoolean()) {
                copies.get(copy).add(partition);
                readable.add(partition);
            }
            places.add(new PartitionPlace(partition, peers.get(active), List.of(peers.get(copy))));
        }
        for (int i = 0; i < 3; i++) {
            has(peers.get(i), actives.get(i), copies.get(i));
        }
        Gathered<String> gathered = gather();
        List<Integer> told =
                new ArrayList<>(gathered.parts().stream().map(Part::partition).toList());
        assertThat(told).containsExactlyInAnyOrderElementsOf(readable);
        for (Missing missing : gathered.missing()) {
            assertThat(missing.why()).isNotBlank();
            told.addAll(missing.partitions());
        }
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        places.stream().map(PartitionPlace::partition).toList());
    }

    /** An instance that works on some partitions, and has copies of others. */
    private void has(Peer peer, Set<Integer> active, Set<Integer> copies) {
        Shelf<String, String> shelf = new Shelf<>("shelf", TEXT, (partition, copy, question, deadline) -> {
            if (active.contains(partition) || copy && copies.contains(partition)) {
                return question + " " + partition;
            }
            throw new NotReadyException("not here");
        });
        instances.put(peer, new PartsResource(List.of(shelf)));
        shelves.put(peer, shelf);
    }

    private final Map<Peer, Shelf<String, String>> shelves = new HashMap<>();

    private Shelf<String, String> shelf(Peer peer) {
        return shelves.getOrDefault(peer, new Shelf<>("shelf", TEXT, (partition, copy, question, deadline) -> {
            throw new NotReadyException("not here");
        }));
    }

    private Gathered<String> gather() {
        return gathering().gather(shelf(SELF), "what?", partition -> true);
    }

    private Gathering gathering() {
        return new Gathering(store -> places, SELF, this::call, PeersConfig.DEFAULT, LIMIT);
    }

    /** As over the network, but for the network. */
    private CompletableFuture<byte[]> call(Peer peer, byte[] bytes, Duration within) {
        Request request = Request.of(bytes);
        asked.add(peer + " " + request.partitions() + " " + request.copy());
        PartsResource instance = instances.get(peer);
        return instance == null
                ? CompletableFuture.failedFuture(new IOException("connection refused"))
                : CompletableFuture.completedFuture(instance.reply(request).toBytes());
    }
}

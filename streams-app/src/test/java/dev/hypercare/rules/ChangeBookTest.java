package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Outcome;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.ChangeKind;
import dev.hypercare.schemas.events.ChangeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeBookTest {
    private static final long T = 1_700_000_040_000L;
    private static final long MINUTE = 60_000;

    @Test
    void aChangeIsKnownFromWhatItsRecordSaysAndElseThreeSecondsAfterTheRecord() {
        ChangeBook book = new ChangeBook(() -> 0);
        book.take(0, 1, T, change("said", "pay", T - MINUTE, T + 5_500));
        book.take(1, 1, T, change("unsaid", "pay", T - 2 * MINUTE, null));
        assertThat(ids(book, T + 2_000)).isEmpty();
        assertThat(ids(book, T + 3_000)).containsExactly("unsaid");
        assertThat(ids(book, T + 5_000)).containsExactly("unsaid");
        assertThat(ids(book, T + 6_000)).containsExactly("said", "unsaid");
    }

    @Test
    void anAnnouncedChangeIsKnownWhenItBegins() {
        ChangeBook book = new ChangeBook(() -> 0);
        book.take(0, 1, T, change("soon", "pay", T + MINUTE, T));
        assertThat(ids(book, T + MINUTE - 1000)).isEmpty();
        assertThat(ids(book, T + MINUTE)).containsExactly("soon");
    }

    @Test
    void ofAChangeTheRecordHoldsThatWasUsedLastByThen() {
        ChangeBook book = new ChangeBook(() -> 0);
        book.take(0, 1, T, change("x", "pay", T, T));
        book.take(0, 2, T + MINUTE, change("x", "orders", T, T + MINUTE));
        assertThat(ids(book, T)).containsExactly("x");
        assertThat(ids(book, T + MINUTE)).isEmpty();
        assertThat(book.between(List.of("orders"), T - MINUTE, T + MINUTE)).hasSize(1);
        assertThat(book.changes()).extracting(Change::getApis).containsExactly(List.of("orders"));
    }

    @Property(tries = 100)
    void whatHoldsDoesNotDependOnTheOrderOfReading(@ForAll @IntRange(min = 1, max = 30) int many, @ForAll long seed) {
        Random random = new Random(seed);
        List<Runnable> one = new ArrayList<>();
        ChangeBook inOrder = new ChangeBook(() -> 0);
        ChangeBook shuffled = new ChangeBook(() -> 0);
        for (int i = 0; i < many; i++) {
            int offset = i;
            long start = T + random.nextInt(20) * 1000L;
            Change change = change(
                    "c" + random.nextInt(5),
                    random.nextBoolean() ? "pay" : "orders",
                    start,
                    start + random.nextInt(9_000));
            inOrder.take(0, offset, T, change);
            one.add(() -> shuffled.take(0, offset, T, change));
        }
        Collections.shuffle(one, random);
        one.forEach(Runnable::run);
        for (long at = T; at < T + 40_000; at += 1000) {
            assertThat(shuffled.between(List.of("pay"), T - 1, at))
                    .isEqualTo(inOrder.between(List.of("pay"), T - 1, at));
        }
    }

    @Test
    void anApiIsConcernedByWhatItDependsOnEvenInACircle() {
        ReferenceBook book = new ReferenceBook();
        book.catalog().put("checkout", entry("checkout", "cart"));
        book.catalog().put("cart", entry("cart", "stock"));
        book.catalog().put("stock", entry("stock", "checkout"));
        book.changes().take(0, 1, T, change("s", "stock", T, T));
        book.changes().take(0, 2, T, change("o", "orders", T, T));
        assertThat(book.changes("checkout", T - 1, T)).extracting(Change::getId).containsExactly("s");
        book.catalog().remove("cart");
        assertThat(book.changes("checkout", T - 1, T)).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsListedInTheOrderOfTheTopicAndTheRestHolds() {
        ChangeBook book = new ChangeBook(() -> 0);
        assertThat(book.refused()).isEmpty();
        refuse(book, 1, 2);
        book.take(0, 3, T, change("x", "pay", T, T));
        refuse(book, 0, 7);
        refuse(book, 0, 4);
        assertThat(book.refused())
                .extracting(one -> one.record().partition() + "@" + one.record().offset() + " "
                        + one.why().reason())
                .containsExactly("0@4 undecodable", "0@7 undecodable", "1@2 undecodable");
        assertThat(book.refused()).isSameAs(book.refused());
        assertThat(ids(book, T)).containsExactly("x");
        book.clear();
        assertThat(book.refused()).isEmpty();
    }

    private static void refuse(ChangeBook book, int partition, long offset) {
        book.take(
                new KeptRecord(partition, offset, T, new byte[] {1}),
                Outcome.rejected("undecodable", null, "not a change in Avro"));
    }

    @Test
    void whatIsToldNowIsKnownThreeSecondsAheadOfTheClockAndOfEventTime() {
        assertThat(new ChangeBook(() -> 0).earliest(T + 1)).isEqualTo(T + 3_500);
        assertThat(new ChangeBook(() -> T + MINUTE).earliest(T)).isEqualTo(T + MINUTE + 3_000);
    }

    @Test
    void aChangeIsNamedWithHowLongBefore() {
        Change version =
                Change.newBuilder(change("x", "pay", T, T)).setVersion("1.8.2").build();
        assertThat(NamedChange.text(version, T + 3 * MINUTE)).isEqualTo("3 min after deployment 1.8.2 of pay");
        Change flag = Change.newBuilder(change("x", "pay", T, T))
                .setKind(ChangeKind.FLAG)
                .setTitle("new cart")
                .build();
        assertThat(NamedChange.text(flag, T + 1000)).isEqualTo("less than a minute after flag of pay (new cart)");
    }

    private static CatalogEntry entry(String api, String upstream) {
        return CatalogEntry.newBuilder()
                .setApi(api)
                .setUpstreams(List.of(upstream))
                .build();
    }

    private static List<String> ids(ChangeBook book, long at) {
        return book.between(List.of("pay"), T - 10 * MINUTE, at).stream()
                .map(Change::getId)
                .toList();
    }

    static Change change(String id, String api, long start, @Nullable Long usedFrom) {
        return Change.newBuilder()
                .setId(id)
                .setKind(ChangeKind.DEPLOYMENT)
                .setApis(List.of(api))
                .setStartedAt(Instant.ofEpochMilli(start))
                .setStatus(ChangeStatus.SUCCEEDED)
                .setTitle("")
                .setSource("test")
                .setTakenAt(Instant.ofEpochMilli(start))
                .setUsedFrom(usedFrom == null ? null : Instant.ofEpochMilli(usedFrom))
                .build();
    }
}

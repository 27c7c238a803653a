package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.Call;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Labels that stand side by side in a record are looked up there: the same as if each were read. */
class LabelRowTest {
    private static final long START = 1_700_000_040_000L;
    private static final List<String> VIEWS = List.of(
            "'api, route, method'",
            "[api, 'api, route, method', 'api, model', gateway]",
            "[route, 'gateway, method']",
            "['method, api', 'api, consumer', client]");

    private final CallReader reader = Calls.reader();

    @Property(tries = 60)
    void callsReadStraightCountAsThoseOfAnotherVersionDo(@ForAll long seed) {
        Random random = new Random(seed);
        String views = VIEWS.get(random.nextInt(VIEWS.size()));
        Deque<byte[]> straight = new ArrayDeque<>();
        Deque<byte[]> general = new ArrayDeque<>();
        CombineStep first = step(views, straight);
        CombineStep second = step(views, general);
        for (int i = 0; i < 300; i++) {
            Call call = call(random, START + i * 100L);
            first.value(Calls.bytes(call));
            second.value(random.nextInt(4) == 0 ? Calls.bytes(call) : Calls.bytesOfAnotherVersion(call));
            if (random.nextInt(40) == 0) {
                first.flush();
            }
        }
        first.flush();
        second.flush();
        assertThat(CombinedKpis.of(straight).texts())
                .isEqualTo(CombinedKpis.of(general).texts());
    }

    @Property(tries = 500)
    void theSameBytesMeanTheSameValues(@ForAll long seed) {
        Random random = new Random(seed);
        LabelValues labels = new LabelValues(
                List.of(List.of("api", "route", "method"), List.of("gateway", "api", "model"), List.of("route"))
                        .get(random.nextInt(3)));
        Row one = row(labels, call(random, START));
        Row other = row(labels, call(random, START));
        if (one.standing != null && Arrays.equals(one.standing, other.standing)) {
            assertThat(one.key).isEqualTo(other.key);
        }
    }

    @Test
    void labelsWithOthersBetweenThemAreNoRow() {
        Call call = call(new Random(1), START);
        Call plain = Call.newBuilder(call).setModel(null).build();
        assertThat(row(new LabelValues(List.of("api", "route", "method")), plain).standing)
                .isNotNull();
        assertThat(row(new LabelValues(List.of("gateway", "api", "model")), plain).standing)
                .isNotNull();
        assertThat(row(new LabelValues(List.of("api", "method")), plain).standing)
                .isNull();
        assertThat(row(new LabelValues(List.of("consumer")), plain).standing).isNull();
    }

    @Test
    void aLabelThatStandsElsewhereOrIsTooLongMakesNoRow() {
        LabelValues labels = new LabelValues(List.of("api", "route", "method", "model"));
        Call call = Call.newBuilder(call(new Random(1), START)).setModel(null).build();
        assertThat(row(labels, call).standing).isNotNull();
        assertThat(row(labels, Call.newBuilder(call).setModel("m").build()).standing)
                .isNull();
        assertThat(row(labels, Call.newBuilder(call).setRoute("r".repeat(1025)).build()).standing)
                .isNull();
        byte[] other = Calls.bytesOfAnotherVersion(call);
        reader.read(other, 0, other.length);
        assertThat(labels.isRow(reader)).isFalse();
    }

    private record Row(byte[] standing, byte[] key) {}

    private Row row(LabelValues labels, Call call) {
        byte[] bytes = Calls.bytes(call);
        reader.read(bytes, 0, bytes.length);
        labels.take(reader);
        return new Row(
                labels.isRow(reader) ? Arrays.copyOfRange(bytes, labels.rowStart(reader), labels.rowEnd(reader)) : null,
                Arrays.copyOf(labels.key(), labels.length()));
    }

    private static CombineStep step(String views, Deque<byte[]> to) {
        KpiConfig config = KpiConfig.read(Section.parse(
                "kpi.yaml", "{views: " + (views.startsWith("[") ? views : "[" + views + "]") + "}", new Problems()));
        return new CombineStep(config, 0, new HashMap<>(), to);
    }

    private static Call call(Random random, long at) {
        return Call.newBuilder(Calls.call(
                        "g" + random.nextInt(2),
                        "a" + text(random),
                        text(random),
                        random.nextInt(10) == 0 ? 503 : 200,
                        at - random.nextInt(300),
                        random.nextInt(100_000)))
                .setMethod(text(random))
                .setModel(random.nextInt(3) == 0 ? text(random) : null)
                .setConsumer(random.nextInt(3) == 0 ? null : "c" + random.nextInt(5))
                .setClient(random.nextInt(3) == 0 ? null : "c" + random.nextInt(5))
                .setTraceId("t" + random.nextInt())
                .build();
    }

    /** Few different ones, so that they meet: none, what stands for none, short ones, and those that are cut. */
    private static String text(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "-";
            case 2 -> "\u0004a";
            case 3 -> random.nextInt(5) == 0 ? "l".repeat(1023 + random.nextInt(3)) : "l".repeat(70);
            default -> "abc".substring(random.nextInt(3));
        };
    }
}

package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.query.Freshness.Missing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    @Test
    void whatIsMissingIsWorseThanWhatIsStale() {
        Freshness stale = Freshness.behind(20_000L);
        assertThat(Freshness.FRESH.state()).isEqualTo("fresh");
        assertThat(stale.state()).isEqualTo("stale");
        assertThat(stale.and(missing("kpis", 3)).state()).isEqualTo("partial");
    }

    @Test
    void theHeaderSaysByHowMuchAndWhichPartitions() {
        assertThat(Freshness.FRESH.header()).isEqualTo("fresh");
        assertThat(Freshness.behind(20_000L).header()).isEqualTo("stale; behind=20s");
        assertThat(Freshness.behind(null).header()).isEqualTo("stale; behind=unknown");
        assertThat(Freshness.behind(1_500L)
                        .and(missing("kpis", 3))
                        .and(missing("kpis", 1))
                        .header())
                .isEqualTo("partial; behind=1.500s; missing=\"kpis 1,3\"");
    }

    @Test
    void peopleAreToldOfWhatIsNotFreshOnly() {
        assertThat(Freshness.FRESH.note()).isNull();
        assertThat(Freshness.behind(20_000L).and(missing("kpis", 3)).note())
                .isEqualTo("partial: without partitions kpis 3 (gone); stale: some of it is 20s behind the rest");
    }

    @Test
    void theJsonHasTheSameFieldsWhateverIsTrue() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("notes");
        FreshnessJson.add(Freshness.FRESH, json);
        assertThat(json.toString())
                .isEqualTo("{\"notes\":[],\"freshness\":{\"state\":\"fresh\",\"stale\":false,\"behindSeconds\":null,"
                        + "\"missing\":[]}}");
        FreshnessJson.add(Freshness.behind(20_000L).and(missing("kpis", 3)), json);
        assertThat(json.get("freshness").toString())
                .isEqualTo("{\"state\":\"partial\",\"stale\":true,\"behindSeconds\":20.0,"
                        + "\"missing\":[{\"store\":\"kpis\",\"why\":\"gone\",\"partitions\":[3]}]}");
        assertThat(json.get("notes")).hasSize(1);
    }

    @Property(tries = 200)
    void isTheSameInWhateverOrderAndGroupsPartsCome(@ForAll long seed) {
        Random random = new Random(seed);
        List<Freshness> parts = new ArrayList<>();
        for (int i = random.nextInt(8) + 2; i > 0; i--) {
            parts.add(any(random));
        }
        Freshness inTurn = parts.stream().reduce(Freshness.FRESH, Freshness::and);
        Collections.shuffle(parts, random);
        int cut = random.nextInt(parts.size());
        Freshness some = parts.subList(0, cut).stream().reduce(Freshness.FRESH, Freshness::and);
        Freshness others = parts.subList(cut, parts.size()).stream().reduce(Freshness.FRESH, Freshness::and);
        assertThat(some.and(others)).isEqualTo(inTurn);
    }

    private static Freshness any(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Freshness.FRESH;
            case 1 -> Freshness.behind(random.nextBoolean() ? null : (Long) (long) random.nextInt(100_000));
            case 2 -> missing("kpis", random.nextInt(6));
            default -> missing("alerts", random.nextInt(2)).and(Freshness.behind(10_000L));
        };
    }

    private static Freshness missing(String store, int partition) {
        return Freshness.without(List.of(new Missing(store, new TreeSet<>(List.of(partition)), "gone")));
    }
}

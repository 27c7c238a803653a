package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TargetsTest {
    private static final long HOUR = 3_600_000;
    private static final KpiConfig CONFIG = KpiConfig.read(Section.parse(
            "kpi.yaml",
            "{views: [api, 'api, route', consumer, 'consumer, api', 'route, api, consumer'], max-series: 4}",
            new Problems()));

    /** What is remembered of a view's values is what the limit would say if it were asked each time, in every period. */
    @Property(tries = 200)
    void theSeriesOfACombinationAreThoseThatTheLimitAdmits(@ForAll long seed) {
        Random random = new Random(seed);
        List<View> views = family();
        SeriesLimit remembered = new SeriesLimit(CONFIG);
        SeriesLimit asked = new SeriesLimit(CONFIG);
        Targets targets = new Targets(views, new boolean[views.size()], 10_000, remembered, view -> false, series -> 0);
        long time = 0;
        for (int i = 0; i < 200; i++) {
            if (random.nextInt(20) == 0) {
                time += random.nextInt(3) * HOUR;
                remembered.time(time);
                asked.time(time);
            }
            // In the order of the labels: api, route, consumer.
            List<String> values = List.of("a" + random.nextInt(6), "r" + random.nextInt(6), "c" + random.nextInt(8));
            Finest.Target[] found = targets.of(key(values));
            for (int v = 0; v < views.size(); v++) {
                View view = views.get(v);
                assertThat(found[v].values()).isEqualTo(asked.admit(v, view.labels(), view.values(values)));
            }
            List<SeriesLimit.Mark> marks = asked.takeMarks();
            assertThat(remembered.takeMarks()).isEqualTo(marks);
            if (random.nextInt(50) == 0) {
                targets.forget();
            }
        }
    }

    @Property(tries = 10)
    void oneSeriesIsOneTargetHoweverManyCombinationsBelongToIt(@ForAll long seed) {
        Random random = new Random(seed);
        List<View> views = family();
        Targets targets = new Targets(
                views, new boolean[views.size()], 10_000, new SeriesLimit(CONFIG), view -> false, series -> 0);
        Finest.Target[] first = targets.of(key(List.of("a", "r", "c")));
        Finest.Target[] other = targets.of(key(List.of("a", "q", "d" + random.nextInt(9))));
        assertThat(other[0]).isSameAs(first[0]);
        assertThat(IntStream.range(1, views.size()).filter(v -> other[v] == first[v]))
                .isEmpty();
    }

    /** All views as one family, as if no label had very many values. */
    private static List<View> family() {
        List<String> finest = List.of("api", "route", "consumer");
        List<List<String>> views = CONFIG.views();
        return IntStream.range(0, views.size())
                .mapToObj(i -> new View(
                        i,
                        views.get(i),
                        views.get(i).stream().map(finest::indexOf).toList()))
                .toList();
    }

    private static byte[] key(List<String> values) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        for (String value : values) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            key.write(text.length >>> 8);
            key.write(text.length);
            key.writeBytes(text);
        }
        return key.toByteArray();
    }
}

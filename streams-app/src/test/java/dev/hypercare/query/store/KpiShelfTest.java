package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.SeriesFilter;
import dev.hypercare.streams.SeriesPartition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KpiShelfTest {
    private static final int PARTITIONS = 12;

    @Test
    void oneSeriesIsWhereTheMergeCountsIt() {
        for (int i = 0; i < 50; i++) {
            SeriesFilter one = new SeriesFilter(List.of("api", "route"), Map.of("api", "a,=%" + i, "route", "/x/" + i));
            assertThat(KpiShelf.partition(one, PARTITIONS))
                    .hasValue(SeriesPartition.of(new Series(one.one()), PARTITIONS));
        }
    }

    @Test
    void theVersionsOfARouteAreInOnePlace() {
        List<String> view = List.of("api", "version", "route");
        SeriesFilter versions = new SeriesFilter(view, Map.of("api", "a", "route", "/x"));
        SeriesFilter one = new SeriesFilter(view, Map.of("api", "a", "route", "/x", "version", "v2"));
        assertThat(KpiShelf.partition(versions, PARTITIONS))
                .isEqualTo(KpiShelf.partition(one, PARTITIONS))
                .hasValue(SeriesPartition.of(new Series(one.one()), PARTITIONS));
    }

    @Test
    void severalSeriesMayBeAnywhere() {
        assertThat(KpiShelf.partition(new SeriesFilter(List.of("api", "route"), Map.of("api", "a")), PARTITIONS))
                .isEmpty();
    }
}

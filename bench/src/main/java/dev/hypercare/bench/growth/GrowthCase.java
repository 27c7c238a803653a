package dev.hypercare.bench.growth;

import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.warm.WarmJob;
import java.util.List;
import java.util.Locale;

/**
 * One point that is measured.
 *
 * @param dataset what is read
 * @param views how many views of {@link #ALL_VIEWS}
 */
record GrowthCase(Dataset dataset, int views) {
    /** The first so many are used. Together they are about every label, consumers and gateways among them, as a user's would be. */
    static final List<String> ALL_VIEWS = List.of(
            WarmJob.CHECKED,
            "api",
            "api, consumer",
            "gateway",
            "api, route",
            "api, method",
            "gateway, api",
            "api, version",
            "provider, model",
            "api, model",
            "gateway, route",
            "consumer");

    int series() {
        return dataset.series();
    }

    /** Short, such as {@code 20k series, 1 view}. */
    String name() {
        return number(series()) + " series, " + views + (views == 1 ? " view" : " views");
    }

    WarmJob job(int threads, int stateMemory) {
        return new WarmJob(name(), dataset, threads, ALL_VIEWS.subList(0, views), stateMemory, true);
    }

    /** A number of series as it stands in the names of ratios: {@code 200}, {@code 20k}, {@code 1M}. */
    static String number(int series) {
        if (series % 1_000_000 == 0) {
            return series / 1_000_000 + "M";
        }
        return series % 1000 == 0 ? series / 1000 + "k" : String.format(Locale.ROOT, "%d", series);
    }
}

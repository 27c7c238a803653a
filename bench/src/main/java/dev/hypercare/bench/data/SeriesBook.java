package dev.hypercare.bench.data;

import java.util.SplittableRandom;

/** The series of a dataset: names, how often each is called, how long its calls take. */
public final class SeriesBook {
    private static final String[] WORDS = {
        "payments", "orders", "customers", "inventory", "catalog", "identity", "notifications", "search", "billing",
        "shipping", "pricing", "accounts", "ledger", "completions", "embeddings", "reports", "webhooks", "sessions",
        "documents", "quotes"
    };
    private static final String[] SYLLABLES = {"ka", "lo", "mi", "ne", "ru", "sa", "to", "vi"};
    private static final String[] SHAPES = {"", "/{id}", "/{id}/status", "/{id}/lines", "/summary"};
    private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE"};

    private final int size;
    private final int perApi;
    private final int methods;
    /** Logarithm of the median duration in microseconds. */
    private final double[] logMedian;

    private final boolean[] failing;

    /** So many series, the same for the same number. */
    public SeriesBook(int size) {
        this.size = size;
        int apis = size <= 200 ? Math.min(20, size) : Math.max(200, size / 100);
        perApi = (size + apis - 1) / apis;
        methods = size <= 200 ? 2 : 4;
        logMedian = new double[size];
        failing = new boolean[size];
        SplittableRandom random = new SplittableRandom(99);
        for (int i = 0; i < size; i++) {
            logMedian[i] = Math.log(3000 + random.nextDouble() * random.nextDouble() * 300_000);
            failing[i] = random.nextInt(50) == 0;
        }
    }

    public int size() {
        return size;
    }

    public String api(int series) {
        int api = series / perApi;
        int more = api / WORDS.length;
        return WORDS[api % WORDS.length] + (more == 0 ? "" : "-" + word(more));
    }

    /** The route template, such as {@code /v1/payments/kalo/{id}}. */
    public String route(int series) {
        int route = series % perApi / methods;
        return "/v1/" + api(series) + "/" + word(route / SHAPES.length) + SHAPES[route % SHAPES.length];
    }

    public String method(int series) {
        return METHODS[series % perApi % methods];
    }

    /** What names a series in outputs: api, route and method with tabs between them. */
    public String key(int series) {
        return api(series) + "\t" + route(series) + "\t" + method(series);
    }

    double logMedian(int series) {
        return logMedian[series];
    }

    /** Whether it is one of the few that fail often. */
    boolean failing(int series) {
        return failing[series];
    }

    /** Series by rank: the position says how often one is called. */
    AliasTable zipf() {
        double[] weights = new double[size];
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        SplittableRandom random = new SplittableRandom(98);
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        for (int rank = 0; rank < size; rank++) {
            weights[order[rank]] = 1.0 / (rank + 1);
        }
        return new AliasTable(weights);
    }

    /** The series of the first API only. */
    AliasTable firstApi() {
        double[] weights = new double[Math.min(size, perApi)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1.0 / (i + 1);
        }
        return new AliasTable(weights);
    }

    /** Letters only, so that nobody takes it for an id. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number + SYLLABLES.length; rest > 0; rest /= SYLLABLES.length) {
            word.insert(0, SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.toString();
    }
}

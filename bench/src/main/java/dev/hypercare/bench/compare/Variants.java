package dev.hypercare.bench.compare;

import dev.hypercare.bench.data.Dataset;
import dev.hypercare.contract.config.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All variants, in the order of the table. */
final class Variants {
    private static final String EOS = "exactly-once-v2";
    private static final String ALOS = "at-least-once";
    private static final List<String> KPI = List.of("kpi");
    private static final List<String> ONE_VIEW = List.of("api, route, method");
    private static final List<String> TWO_VIEWS = List.of("api", "api, route, method");

    static final List<Variant> ALL = List.of(
            new LimitVariant("limit-poll", "bare consumer that throws all away"),
            new LimitVariant(
                    "limit",
                    "bare consumer: decodes the 25 fields that KPIs need, keeps counts and one histogram a minute; the limit"),
            new LimitVariant("limit-inplace", "the same, decoded in the fetch buffer without a copy"),
            new LimitVariant("limit-avro", "the same with Avro's SpecificRecord and a hash map"),
            ours("ours-eos", "ours, exactly once", EOS, ONE_VIEW, false),
            new OursVariant(
                    "ours-records",
                    "the same, read record by record instead of in chunks",
                    Dataset.Form.AVRO,
                    KPI,
                    EOS,
                    ONE_VIEW,
                    false,
                    "chunks: false"),
            ours("ours-alos", "ours, at least once", ALOS, ONE_VIEW, false),
            ours("ours-views", "ours with the two views that the shipped rules are about", EOS, TWO_VIEWS, false),
            ours("ours-rules", "the same with the shipped rules", EOS, TWO_VIEWS, true),
            new OursVariant(
                    "ours-raw",
                    "ours from NGINX's JSON lines",
                    Dataset.Form.NGINX,
                    List.of("ingest", "kpi"),
                    EOS,
                    ONE_VIEW,
                    false,
                    ""),
            new FlinkVariant(
                    "flink-avro-rocksdb",
                    "Flink as its users write it: Avro, RocksDB, exactly once; less work: four numbers and a DDSketch a minute",
                    false),
            new FlinkVariant(
                    "flink-tuned",
                    "Flink written to win, equal work: own decoder, counts before the shuffle, state in heap, the product's panes and minutes",
                    true),
            new FlinkVariant(
                    "flink-tuned-slim",
                    "the same way with a fraction of the work: six fields of a call, minutes only, four numbers and one histogram",
                    false));

    private Variants() {}

    private static Variant ours(String name, String what, String guarantee, List<String> views, boolean rules) {
        return new OursVariant(name, what, Dataset.Form.AVRO, KPI, guarantee, views, rules, "");
    }

    /** Those of the names, in the order of the table. Error: {@link InvalidInput} for a name that there is not. */
    static List<Variant> of(List<String> names) {
        if (names.isEmpty()) {
            return ALL;
        }
        List<String> known = ALL.stream().map(Variant::name).toList();
        List<String> wrong = new ArrayList<>(names);
        wrong.removeAll(known);
        if (!wrong.isEmpty()) {
            throw new InvalidInput(
                    "--only names variants that there are not: " + String.join(", ", wrong),
                    "Give some of " + known.stream().collect(Collectors.joining(", ")) + ".");
        }
        return ALL.stream().filter(variant -> names.contains(variant.name())).toList();
    }

    /** What a variant does, for people; empty for a name that there is not. */
    static String what(String name) {
        return ALL.stream()
                .filter(variant -> variant.name().equals(name))
                .map(Variant::what)
                .findFirst()
                .orElse("");
    }

    /** The options of every variant's JVM: the same heap and collector, with a log of the collector that is read afterwards. */
    static List<String> jvm(Run run) {
        return List.of(
                "-Xmx3g",
                "-XX:+UseG1GC",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.hypercare.schemas.events",
                "-Xlog:gc:file=" + run.folder().resolve("gc.log") + "");
    }
}

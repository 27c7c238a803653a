package dev.hypercare.bench.compare;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.data.Dataset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One run of one variant.
 *
 * @param id names it in groups, application ids and folders; unique
 * @param cluster where the dataset is
 * @param dataset what is read, in the form that the variant reads
 * @param threads how many threads, consumers or slots the variant has
 * @param folder for its files
 * @param warmUp what the same process does before, so that its code is compiled when it counts; nobody looks at what that puts out
 */
record Run(
        String id,
        BenchCluster cluster,
        Dataset dataset,
        int threads,
        Path folder,
        @Nullable Run warmUp) {
    /** The same on another dataset, before this one. */
    Run after(@Nullable Dataset other) {
        return other == null
                ? this
                : new Run(
                        id,
                        cluster,
                        dataset,
                        threads,
                        folder,
                        new Run(id + "-warm", cluster, other, threads, folder.resolve("warm"), null));
    }
}

package dev.hypercare.bench.compare;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.data.Dataset;
import java.nio.file.Path;

/**
 * One run of one variant.
 *
 * @param id names it in groups, application ids and folders; unique
 * @param cluster where the dataset is
 * @param dataset what is read, in the form that the variant reads
 * @param threads how many threads, consumers or slots the variant has
 * @param folder for its files
 */
record Run(String id, BenchCluster cluster, Dataset dataset, int threads, Path folder) {}

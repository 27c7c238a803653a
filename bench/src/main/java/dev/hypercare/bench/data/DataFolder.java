package dev.hypercare.bench.data;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.files.Folders;
import java.nio.file.Path;

/**
 * Where the broker has its topics and the datasets their truths: deleted before and after a benchmark, unless it is kept.
 *
 * @param path the folder
 * @param kept whether the next benchmark finds what this one leaves
 */
public record DataFolder(Path path, boolean kept) {
    /** The one to keep, or another one that is empty, below the folder of what is built. */
    public static DataFolder of(Path target, boolean keep) {
        DataFolder folder = new DataFolder(target.resolve(keep ? "kept" : "runs/data"), keep);
        folder.done();
        return folder;
    }

    /** Starts a cluster with the topics that are here. */
    public BenchCluster start() {
        return BenchCluster.start(path);
    }

    /** Makes datasets here, on the cluster that was started. */
    public DatasetMaker maker(BenchCluster cluster) {
        return new DatasetMaker(cluster.bootstrap(), cluster.registry(), path);
    }

    /** Deletes it, unless it is kept; the cluster has to be closed. A benchmark that fails leaves it for a look. */
    public void done() {
        if (!kept) {
            Folders.delete(path);
        }
    }
}

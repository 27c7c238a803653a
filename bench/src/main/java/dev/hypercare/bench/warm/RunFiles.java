package dev.hypercare.bench.warm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the harness and the warm process talk: files in the folder of a run. The harness makes {@link #go}, then {@link #end}; the
 * process answers with {@link #ended}.
 *
 * @param folder of one run
 */
record RunFiles(Path folder) {
    /** The run of a number, from 1, below the folder of the process. */
    static RunFiles of(Path process, int number) {
        return new RunFiles(process.resolve("run-" + number));
    }

    Path settings() {
        return folder.resolve("hypercare.yaml");
    }

    Path go() {
        return folder.resolve("go");
    }

    Path end() {
        return folder.resolve("end");
    }

    Path ended() {
        return folder.resolve("ended");
    }

    /** What {@link RocksMemory} saw. */
    Path memory() {
        return folder.resolve("rocksdb.properties");
    }

    static void mark(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.hypercare.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that records, run for half a minute against a real NGINX; skipped where there is none. */
class RecordScriptTest {
    @TempDir
    Path directory;

    @Test
    void aFreshRecordingHoldsCallsOfEveryApiAndTheFaultsOfItsLabels() throws Exception {
        assumeTrue(
                List.of("/usr/sbin/nginx", "/usr/bin/nginx").stream()
                        .anyMatch(file -> Files.isExecutable(Path.of(file))),
                "no NGINX here (Debian: apt install nginx-light): the recording script is not tried");
        assumeTrue(runs("python3", "--version"), "no python3 here: the recording script is not tried");
        Path out = directory.resolve("out");
        Path script = Path.of("").toAbsolutePath().resolve("record/record.sh");
        Process process = new ProcessBuilder(
                        "bash",
                        script.toString(),
                        "--out",
                        out.toString(),
                        "--quick",
                        "--minutes",
                        "0.5",
                        "--rate",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended").isTrue();
        } finally {
            process.destroy();
        }
        // Exit code 1 tells that the machine was not calm enough for a recording to keep; the files are there all the
        // same.
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("output")))
                .isBetween(0, 1);

        Recording recording = Recording.file(out.resolve("access.jsonl.gz"));
        Labels labels = Labels.file(out.resolve("labels.json"));
        assertThat(recording.span().lines()).isGreaterThan(1000);
        assertThat(labels.faults()).hasSize(4);
        for (Labels.Fault fault : labels.faults()) {
            assertThat(badCalls(recording, fault))
                    .as("calls during %s", fault.id())
                    .isPositive();
        }
    }

    /** Calls of the fault's API while it lasted that failed, were refused or took longer than a second. */
    private static long badCalls(Recording recording, Labels.Fault fault) {
        long[] bad = {0};
        recording.forEach(line -> {
            if (line.at() >= fault.from()
                    && line.at() <= fault.to() + 2000
                    && line.text().contains("/" + fault.api())
                    && line.text().matches(".*\"status\":\"(5..|401)\".*|.*\"request_time\":\"[1-9].*")) {
                bad[0]++;
            }
            return true;
        });
        return bad[0];
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (java.io.IOException | InterruptedException e) {
            return false;
        }
    }
}

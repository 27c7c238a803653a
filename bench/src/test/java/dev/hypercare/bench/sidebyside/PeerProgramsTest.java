package dev.hypercare.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerProgramsTest {
    @TempDir
    Path folder;

    @Test
    void bothAreFoundOnThePathAlertmanagerByDebiansNameFirst() throws IOException {
        Path prometheus = program("one/prometheus", "prometheus, version 2.42.0+ds (branch: debian/sid)");
        Path elsewhere = program("one/alertmanager", "");
        String path = folder.resolve("none")
                + File.pathSeparator
                + folder.resolve("one")
                + File.pathSeparator
                + folder.resolve("two");
        assertThat(PeerPrograms.find(path)).contains(new PeerPrograms(prometheus, elsewhere));
        Path debian = program("two/prometheus-alertmanager", "");
        assertThat(PeerPrograms.find(path)).contains(new PeerPrograms(prometheus, debian));
        assertThat(PeerPrograms.version(prometheus)).isEqualTo("2.42.0+ds");
        assertThat(PeerPrograms.version(debian)).isEqualTo("unknown");
    }

    @Test
    void oneAloneIsNotEnough() throws IOException {
        program("one/prometheus", "");
        assertThat(PeerPrograms.find(folder.resolve("one").toString())).isEmpty();
        assertThat(PeerPrograms.find(null)).isEmpty();
    }

    private Path program(String name, String says) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho '" + says + "'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}

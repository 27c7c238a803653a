package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.Whitespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLinesTest {
    @TempDir
    Path directory;

    @Property(tries = 200)
    void givesEveryLineThatIsNotBlankPlainOrCompressed(
            @ForAll @Size(min = 1, max = 30) List<@AlphaChars @Whitespace @StringLength(max = 50) String> texts,
            @ForAll @IntRange(min = 1, max = 4000) int times,
            @ForAll boolean lastEnds)
            throws IOException {
        List<String> wanted = new ArrayList<>();
        StringBuilder file = new StringBuilder("x");
        for (String text : texts) {
            String line =
                    text.replaceAll("[\\r\\n]", " ").replaceAll("\\p{javaWhitespace}+", " ") + "y".repeat(times % 700);
            file.append('\n').append(line);
            if (!line.stripTrailing().isEmpty()) {
                wanted.add(line.stripTrailing());
            }
        }
        wanted.add(0, "x");
        byte[] bytes = (file + (lastEnds ? "\r\n" : "")).getBytes(StandardCharsets.UTF_8);
        assertThat(read(LogLines.open("-", new ByteArrayInputStream(bytes)))).isEqualTo(wanted);
        assertThat(read(LogLines.open("-", new ByteArrayInputStream(gzip(bytes)))))
                .isEqualTo(wanted);
    }

    @Test
    void tellsHowFarItIsInAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("a.log"), "one\ntwo\n");
        try (LogLines lines = LogLines.open(file.toString(), InputStream.nullInputStream())) {
            assertThat(lines.next()).asString().isEqualTo("one");
            assertThat(lines.share()).isEqualTo(1.0);
        }
        try (LogLines lines = LogLines.open("-", new ByteArrayInputStream(new byte[] {'a'}))) {
            assertThat(lines.share()).isNegative();
        }
    }

    @Test
    void leavesOutLinesThatNoRecordMayHoldAndCountsThem() throws IOException {
        byte[] file = new byte[LogLines.LONGEST * 2 + 3];
        Arrays.fill(file, (byte) 'z');
        file[1] = '\n';
        file[LogLines.LONGEST + 2] = '\n';
        try (LogLines lines = LogLines.open("-", new ByteArrayInputStream(file))) {
            assertThat(lines.next()).hasSize(1);
            assertThat(lines.next()).hasSize(LogLines.LONGEST);
            assertThat(lines.next()).hasSize(LogLines.LONGEST);
            assertThat(lines.next()).isNull();
        }
        byte[] longer = new byte[LogLines.LONGEST + 3];
        Arrays.fill(longer, (byte) 'z');
        longer[LogLines.LONGEST + 1] = '\n';
        try (LogLines lines = LogLines.open("-", new ByteArrayInputStream(longer))) {
            assertThat(lines.next()).asString().isEqualTo("z");
            assertThat(lines.tooLong()).isEqualTo(1);
            assertThat(lines.read()).isEqualTo(1);
        }
    }

    @Test
    void namesWhatIsWrongWithAFile() throws IOException {
        assertRefused(directory.resolve("none.log").toString(), "no such file: ");
        assertRefused(directory.toString(), "is a directory");
        assertRefused(Files.createFile(directory.resolve("empty.log")).toString(), "is empty");
        assertRefused("-", "standard input is empty");
        assertRefused("\0", "is not the name of a file");
        byte[] cut = Arrays.copyOf(gzip("a line\n".repeat(1000).getBytes(StandardCharsets.UTF_8)), 30);
        Path damaged = Files.write(directory.resolve("cut.gz"), cut);
        assertThatThrownBy(() -> read(LogLines.open(damaged.toString(), InputStream.nullInputStream())))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("not whole gzip data");
    }

    private static void assertRefused(String file, String message) {
        assertThatThrownBy(() -> LogLines.open(file, InputStream.nullInputStream()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    private static List<String> read(LogLines lines) throws IOException {
        List<String> all = new ArrayList<>();
        try (lines) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                all.add(new String(line, StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(to)) {
            gzip.write(bytes);
        }
        return to.toByteArray();
    }
}

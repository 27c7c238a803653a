package dev.hypercare.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    Path dir;

    @Test
    void aPlainAndAPackedFileReadTheSame() throws IOException {
        AccessLogGenerator.Spec spec = AccessLogGenerator.Spec.of(1, 500, 1_795_341_600_000L)
                .malformed(0.1)
                .disorder(2000);
        Path plain = dir.resolve("access.jsonl");
        AccessLogGenerator.write(spec, plain);
        Path packed = pack(Files.readAllBytes(plain), "access.jsonl.gz");

        assertThat(bytesOf(Recording.file(plain))).containsExactlyElementsOf(AccessLogGenerator.lines(spec));
        assertThat(bytesOf(Recording.file(packed))).containsExactlyElementsOf(AccessLogGenerator.lines(spec));
        assertThat(Recording.file(packed).span())
                .isEqualTo(Recording.file(plain).span());
    }

    @Test
    void theSpanGoesFromTheEarliestToTheLatestCompletionWhateverTheirOrder() throws IOException {
        Path file = write("a.log", "{\"msec\":\"20.500\"}\n{\"msec\":\"10.250\"}\n\nno time\n{\"msec\":\"15\"}\n");

        assertThat(Recording.file(file).span()).isEqualTo(new Recording.Span(10_250, 20_500, 4, 1));
    }

    @Test
    void aLineWithoutATimeHasThatOfTheLineBefore() throws IOException {
        Path file = write("a.log", "first\n{\"msec\":\"10.250\"}\n\nsecond\n");
        List<Recording.Line> lines = new ArrayList<>();
        Recording.file(file).forEach(lines::add);

        assertThat(lines)
                .containsExactly(
                        new Recording.Line(1, Long.MIN_VALUE, false, "first"),
                        new Recording.Line(2, 10_250, true, "{\"msec\":\"10.250\"}"),
                        new Recording.Line(4, 10_250, false, "second"));
    }

    @Test
    void readingStopsWhenTheVisitorHasEnough() throws IOException {
        List<Recording.Line> lines = new ArrayList<>();
        Recording.file(write("a.log", "one\ntwo\nthree\n")).forEach(line -> {
            lines.add(line);
            return lines.size() < 2;
        });

        assertThat(lines).hasSize(2);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Recording.file(dir.resolve("none.jsonl")).span())
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("none.jsonl: no such file (expected: an access log, plain or .gz)");
        assertThatThrownBy(() -> Recording.resource("recordings/none").span())
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("recordings/none: no such file");
    }

    @Test
    void aDirectoryIsNoRecording() {
        assertThatThrownBy(() -> Recording.file(dir).span())
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("it is a directory");
    }

    @Test
    void aFileThatOnlyCallsItselfGzipIsRefused() throws IOException {
        Path file = write("a.jsonl.gz", "{\"msec\":\"10.250\"}\n");

        assertThatThrownBy(() -> Recording.file(file).span())
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("a.jsonl.gz: not a gzip file");
    }

    @Test
    void gzipThatIsCutOffNamesTheLineItEndsAt() throws IOException {
        byte[] whole = Files.readAllBytes(
                pack("{\"msec\":\"10.250\"}\n".repeat(50_000).getBytes(StandardCharsets.UTF_8), "whole.gz"));
        Path cut = dir.resolve("cut.gz");
        Files.write(cut, Arrays.copyOf(whole, whole.length - 20));

        assertThatThrownBy(() -> Recording.file(cut).span())
                .isInstanceOf(RecordingException.class)
                .hasMessageMatching(".*cut\\.gz:\\d{2,}: the gzip data is cut off or damaged.*");
    }

    @Test
    void aFileWithoutAnyTimeIsRefused() throws IOException {
        assertThatThrownBy(() -> Recording.file(write("a.log", "one\ntwo\n")).span())
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("a.log: no line has a time")
                .hasMessageContaining("2 lines were read");
        assertThatThrownBy(() -> Recording.file(write("empty.log", "")).span())
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("empty.log: no line has a time");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private Path pack(byte[] bytes, String name) throws IOException {
        Path file = dir.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
        return file;
    }

    private static List<byte[]> bytesOf(Recording recording) {
        List<byte[]> lines = new ArrayList<>();
        recording.forEach(line -> lines.add(line.bytes()));
        return lines;
    }
}

package dev.hypercare.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SizesTest {
    private static final List<String> MODULES = List.of(
            "schemas", "privacy", "test-data", "streams-app", "connectors", "connect-worker", "bench", "bench/flink");

    @Test
    void aMainFileHasAMedianOfAtMostSixtyCodeLinesAndNeverMoreThanThreeHundred() {
        List<Path> files = main().toList();
        List<Long> sizes = files.stream().map(Sources::codeLines).sorted().toList();
        assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(60);
        assertThat(files)
                .allSatisfy(file ->
                        assertThat(Sources.codeLines(file)).as(file.toString()).isLessThanOrEqualTo(300));
    }

    @Test
    void aSimpleNameHasOneMeaning() {
        Map<String, Path> seen = new HashMap<>();
        main().filter(file -> !file.endsWith("package-info.java"))
                .forEach(file -> assertThat(seen.put(file.getFileName().toString(), file))
                        .as("another " + file)
                        .isNull());
    }

    @Test
    void noTestSleeps() {
        MODULES.stream()
                .flatMap(module -> Sources.java(module + "/src/test").stream())
                .filter(file -> !file.endsWith("SizesTest.java"))
                .forEach(file ->
                        assertThat(Sources.text(file)).as(file.toString()).doesNotContain("Thread.sleep("));
    }

    /** The benchmarks look into packages of the product, which say it there. */
    @Test
    void everyPackageSaysWhatItIs() {
        Set<String> said = main().filter(file -> file.endsWith("package-info.java"))
                .map(SizesTest::packageOf)
                .collect(Collectors.toSet());
        assertThat(main().map(SizesTest::packageOf).distinct()).isSubsetOf(said);
    }

    private static String packageOf(Path file) {
        String folder = file.getParent().toString();
        return folder.substring(folder.indexOf("src/main/java/"));
    }

    private static Stream<Path> main() {
        return MODULES.stream().flatMap(module -> Sources.java(module + "/src/main/java").stream());
    }
}

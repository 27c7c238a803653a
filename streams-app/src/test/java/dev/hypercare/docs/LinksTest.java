package dev.hypercare.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void everyLinkToAFileOfTheRepositoryResolves() {
        List<String> broken = new ArrayList<>();
        pages().forEach(page -> {
            Matcher links = LINK.matcher(Sources.text(page));
            while (links.find()) {
                String target = links.group(1);
                if (!target.startsWith("http") && !Files.exists(page.resolveSibling(target))) {
                    broken.add(Sources.ROOT.relativize(page) + " -> " + target);
                }
            }
        });
        assertThat(broken).isEmpty();
    }

    private static Stream<Path> pages() {
        Stream<Path> top = Stream.of(Sources.ROOT.resolve("README.md"));
        Stream<Path> below = Stream.of("docs", "deploy", "schemas", "test-data", "streams-app/src")
                .flatMap(folder -> Sources.files(folder, ".md").stream());
        return Stream.concat(top, below);
    }
}

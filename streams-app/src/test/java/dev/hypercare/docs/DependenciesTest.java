package dev.hypercare.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");

    @Test
    void everyDependencyOfAModuleIsExplained() {
        String page = Sources.text(Sources.ROOT.resolve("docs/dependencies.md"));
        List<String> unexplained = Stream.of(
                        "schemas",
                        "privacy",
                        "test-data",
                        "streams-app",
                        "connectors",
                        "connect-worker",
                        "bench",
                        "bench/flink")
                .map(module -> Sources.text(Sources.ROOT.resolve(module + "/pom.xml")))
                .flatMap(pom -> DEPENDENCY.matcher(pom).results())
                .filter(found -> !found.group(1).equals("dev.hypercare"))
                .map((MatchResult found) -> found.group(2))
                .distinct()
                .filter(artifact -> !page.contains(artifact))
                .toList();
        assertThat(unexplained).isEmpty();
    }
}

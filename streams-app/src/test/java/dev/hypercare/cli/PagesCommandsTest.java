package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hypercare.architecture.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** What the pages tell people to type is understood, and every command shows an example. */
class PagesCommandsTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\$ )?\\./hypercare (.+)$");

    @TestFactory
    Stream<DynamicTest> everyCommandOfThePagesIsUnderstood() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            Matcher commands = COMMAND.matcher(Sources.text(page));
            while (commands.find()) {
                String command = commands.group(1).replaceAll("\\s+#.*", "").strip();
                tests.add(DynamicTest.dynamicTest(
                        Sources.ROOT.relativize(page) + ": " + command,
                        () -> assertThatCode(
                                        () -> HypercareCommand.commandLine().parseArgs(words(command)))
                                .doesNotThrowAnyException()));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        List<CommandLine> commands = new ArrayList<>();
        collect(HypercareCommand.commandLine(), commands);
        assertThat(commands).hasSizeGreaterThan(5).allSatisfy(command -> {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertThat(help)
                    .as(command.getCommandSpec().qualifiedName())
                    .containsIgnoringCase("example")
                    .contains("--help");
        });
    }

    private static void collect(CommandLine command, List<CommandLine> to) {
        to.add(command);
        command.getSubcommands().values().forEach(sub -> collect(sub, to));
    }

    private static String[] words(String command) {
        Matcher words = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)").matcher(command);
        return words.results()
                .map(word ->
                        word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3))
                .toArray(String[]::new);
    }

    private static List<Path> pages() {
        List<Path> pages = new ArrayList<>(List.of(Sources.ROOT.resolve("README.md")));
        pages.addAll(Sources.files("docs", ".md"));
        pages.addAll(Sources.files("test-data", ".md"));
        return pages;
    }
}

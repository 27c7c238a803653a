package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script, in a real bash. */
class CompletionCommandTest {
    /** Asks for the completion of words as bash does when Tab is pressed. */
    private static final String ASK = """
            source "$1"; shift
            COMP_WORDS=(hypercare "$@"); COMP_CWORD=$#; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            ask=$(complete -p hypercare | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            "$ask"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    Path folder;

    private final Console console = new Console();

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assumeThat(isThere("bash")).as("needs bash").isTrue();
        Path script = script("bash");
        assertThat(complete(script, "")).contains("demo", "query", "completion");
        assertThat(complete(script, "que")).containsExactly("query");
        assertThat(complete(script, "query", "a")).contains("alert", "alerts");
        assertThat(complete(script, "query", "alerts", "--s")).contains("--state", "--severity");
        assertThat(complete(script, "query", "alerts", "--output", "")).contains("table", "json", "csv");
        assertThat(complete(script, "completion", "")).contains("bash", "zsh");
    }

    @Test
    void otherShellsAreRefusedWithWhatThereIs() {
        assertThat(console.run("completion", "fish")).isEqualTo(2);
        assertThat(console.err())
                .containsIgnoringCase("fish")
                .containsIgnoringCase("bash")
                .containsIgnoringCase("zsh");
        assertThat(console.run("completion")).isEqualTo(2);
        assertThat(console.err()).contains("SHELL");
    }

    private Path script(String shell) throws Exception {
        assertThat(console.run("completion", shell)).isZero();
        return Files.writeString(folder.resolve("script"), console.out(), StandardCharsets.UTF_8);
    }

    private List<String> complete(Path script, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "--norc", "-c", ASK, "ask", script.toString()));
        command.addAll(List.of(words));
        File out = folder.resolve("out").toFile();
        Process bash = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(out.toPath()).stream().map(String::strip).toList();
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

package dev.hypercare.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which file of tokens a command is about. */
@SuppressWarnings("NullAway.Init") // picocli sets the option
final class TokenOption {
    @Option(
            names = "--tokens",
            defaultValue = ".hypercare/tokens",
            description = "The file (default: ${DEFAULT-VALUE}).")
    private Path tokens;

    Path file() {
        return tokens;
    }
}

package dev.hypercare.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = "Prints a script with which bash or zsh completes commands, options and their values.",
        footer = {
            "",
            "Examples: in this bash; in every zsh to come",
            "  source <(hypercare completion bash)",
            "  hypercare completion zsh >> ~/.zshrc"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class CompletionCommand implements Callable<Integer> {
    /** Shells that it is made for. */
    enum Shell {
        BASH,
        ZSH;

        /** As it is written on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        // The rest finds out by itself which of the two reads it.
        spec.commandLine().getOut().println("# " + root.name() + " in " + shell);
        spec.commandLine().getOut().print(AutoComplete.bash(root.name(), root.commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}

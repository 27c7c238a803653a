package dev.hypercare.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
        name = "hypercare",
        description = "Watches everything that passes an API gateway: KPIs, verdicts, alerts.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: see it at work on a recorded launch, for a minute", "  hypercare demo --for 60s"},
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = HypercareCommand.Version.class,
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            RunCommand.class,
            LoadCommand.class,
            FormatsCommand.class,
            TailCommand.class,
            QueryCommand.class,
            AlertsCommand.class,
            MarksCommand.class,
            ChangesCommand.class,
            RulesCommand.class,
            BaselineCommand.class,
            ExplainCommand.class,
            TokenCommand.class,
            LabCommand.class,
            CompletionCommand.class
        })
public final class HypercareCommand implements Runnable {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace when something fails.")
    private boolean debug;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Runs a command; returns the exit code: 0 for success, 1 for a failure, 2 for input that cannot be used. */
    public static int execute(String... args) {
        return commandLine().execute(args);
    }

    /** The whole command line, for running and for tests. */
    static CommandLine commandLine() {
        HypercareCommand root = new HypercareCommand();
        CommandLine line = new CommandLine(root);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> Failures.tell(e, root.debug, command.getErr()));
        line.setParameterExceptionHandler(HypercareCommand::wrongOptions);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private static int wrongOptions(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("  -> see: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return Failures.INVALID;
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = HypercareCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "hypercare " + (version == null ? "development" : version), "java " + System.getProperty("java.version")
            };
        }
    }
}

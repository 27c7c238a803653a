package dev.hypercare.cli;

import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import dev.hypercare.cli.demo.Demo;
import dev.hypercare.cli.demo.DemoResult;
import dev.hypercare.cli.demo.DemoScreen;
import dev.hypercare.cli.demo.DemoTickets;
import dev.hypercare.cli.demo.HeadlessShow;
import dev.hypercare.cli.demo.TerminalShow;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.embedded.EmbeddedServices;
import dev.hypercare.testdata.Labels;
import dev.hypercare.testdata.Recording;
import dev.hypercare.testdata.RecordingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: everything in one process, fed with a recorded launch. */
@Command(
        name = "demo",
        description = {
            "Runs everything in this process and replays a launch that was recorded from a real gateway, with labelled faults,",
            "moved so that it ends now. At the end the alerts are joined to the labels: exit code 0 when every fault was found",
            "and, where it ended, resolved, and every line counted; 1 otherwise. Below stands what became of the tickets that were",
            "written while the faults lasted. Its data are deleted at the next start."
        },
        footer = {
            "",
            "Example: a run that ends by itself, for machines",
            "  hypercare demo --headless --for 60s --json",
            "Example: a recording of your own",
            "  hypercare demo --recording access.jsonl.gz --labels labels.json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class DemoCommand implements Callable<Integer> {
    /** Says that a directory is a demo's own: it may be emptied. */
    private static final String MARK = "demo-data";

    @Option(names = "--headless", description = "No screen: one line for each change, and the table at the end.")
    private boolean headless;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationWords.class,
            description = "End after about this long, such as 60s; the replay is as fast as it has to be.")
    private @Nullable Duration limit;

    @Option(
            names = "--speed",
            description =
                    "Seconds of event time in one second (default: 10, or what --for needs). With --for, the last part that fits is replayed.")
    private @Nullable Double speed;

    @Option(
            names = "--json",
            description =
                    "The summary as JSON on standard output; everything else goes to standard error. Implies --headless.")
    private boolean json;

    @Option(names = "--recording", description = "Another recording, as test-data/record/record.sh writes it.")
    private @Nullable Path recording;

    @Option(names = "--labels", description = "The labels of --recording.")
    private @Nullable Path labels;

    @Option(
            names = "--data",
            defaultValue = ".hypercare/demo",
            description = "Data directory, emptied at the start (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--query-port",
            defaultValue = "18080",
            description = "Port of the query API (default: ${DEFAULT-VALUE}); 0 takes a free one.")
    private int queryPort;

    @Option(names = "--stay", description = "Keep running after the replay, for queries, until Ctrl-C.")
    private boolean stay;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Demo demo = new Demo(theRecording(), theLabels(), theTickets(), limit, speed);
        makeEmpty(data);
        Path log = LogFile.in(data);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter told = json ? spec.commandLine().getErr() : out;
        Ending ending = Ending.onSignals();
        say(told, "Starting a broker, a registry and the applications ...");
        PipelineConfig config =
                PipelineConfig.loadEmbedded(null).withQueryPort(queryPort).replaying();
        try (EmbeddedServices services = EmbeddedServices.start(data, "127.0.0.1", 0, 0)) {
            PipelineConfig used = config.embedded(services.bootstrap(), services.registryUrl(), data);
            try (Applications applications = Applications.start(used, demo::eventTime, Explanations::new)) {
                String queryUrl = applications.queryUrl();
                long pid = ProcessHandle.current().pid();
                new Instance(services.bootstrap(), services.registryUrl(), queryUrl, pid).write(data);
                Waiting.until(applications, ending, spec.commandLine().getErr());
                say(told, "Console at " + queryUrl + "/console/ , query API at " + queryUrl + " , log in " + log);
                DemoResult result = demo.run(
                        used.kafka(),
                        applications.wiring(),
                        show(told, queryUrl),
                        () -> ending.asked()
                                || applications.failure().isDone()
                                || services.fault().isDone());
                say(out, json ? result.json() : "\n" + result.text());
                if (stay && !ending.asked()) {
                    say(told, "Still running, for the console: " + queryUrl + "/console/ . Ctrl-C ends it.");
                    ending.await(spec.commandLine(), log, applications.failure(), services.fault());
                }
                return result.passed() ? 0 : Failures.FAILED;
            } finally {
                Instance.forget(data);
            }
        } finally {
            ending.done();
        }
    }

    private Demo.Show show(PrintWriter told, String queryUrl) {
        DemoScreen screen = new DemoScreen(Ink.auto(), ZoneId.systemDefault());
        return headless || json || System.console() == null
                ? new HeadlessShow(screen, told)
                : new TerminalShow(screen, told, queryUrl);
    }

    private Recording theRecording() {
        if (recording == null) {
            return Recording.launch();
        }
        return Recording.file(recording);
    }

    private DemoTickets theTickets() {
        return recording == null ? DemoTickets.launch() : DemoTickets.none();
    }

    private Labels theLabels() {
        if ((recording == null) != (labels == null)) {
            throw new InvalidInput(
                    "--recording and --labels belong together: the labels say what was injected into the recording",
                    "Give both, or neither for the recording that ships.");
        }
        try {
            return labels == null ? Labels.launch() : Labels.file(labels);
        } catch (RecordingException e) {
            throw new InvalidInput(
                    String.valueOf(e.getMessage()), "See test-data/record/README.md for the form of labels.");
        }
    }

    private static void say(PrintWriter to, String what) {
        to.println(what);
        to.flush();
    }

    /** Deletes what an earlier demo left; never a directory that holds anything else. */
    private static void makeEmpty(Path directory) {
        try {
            if (Files.exists(directory)) {
                empty(directory);
            }
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve(MARK),
                    "Made by hypercare demo, which deletes this directory's content at its start.\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }

    private static void empty(Path directory) throws IOException {
        if (Instance.find(directory).isPresent()) {
            throw new InvalidInput(
                    "a demo runs on " + directory + " already",
                    "Stop it with Ctrl-C, or use another directory with --data.");
        }
        if (!Files.exists(directory.resolve(MARK))) {
            throw new InvalidInput(
                    directory + " exists and no demo has made it",
                    "Use another directory with --data; the demo deletes what is in its own.");
        }
        try (Stream<Path> content = Files.walk(directory)) {
            content.sorted(Comparator.reverseOrder()).forEach(DemoCommand::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}

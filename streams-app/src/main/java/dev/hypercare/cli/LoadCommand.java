package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.normalise.RawFormats;
import dev.hypercare.normalise.format.RawFormat;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.LinePublisher;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code load}: publishes the lines of a log file to a raw topic, or tickets. */
@Command(
        name = "load",
        description = {
            "Publishes each line of a log file, plain or .gz, to a raw topic, as a shipper would.",
            "Calls count in the windows of their own time; rules judge only calls that come in time, so that a log of",
            "yesterday gives KPIs and no alerts. Exit code 1 when a line was not taken.",
            "With --tickets the file is one of tickets: CSV with a header, or a JSON object a line, with the fields of",
            "docs/reference/tickets.md; id, createdAt and a title or text are needed. Titles and texts are masked."
        },
        footer = {
            "",
            "Examples: a file; a live log; tickets that a ticket system exported",
            "  hypercare load --format nginx access.log.gz",
            "  tail -F /var/log/nginx/access.json | hypercare load --format nginx -",
            "  hypercare load --tickets tickets.csv"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class LoadCommand implements Callable<Integer> {
    /** The formats there are, for the help and the shell. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return RawFormats.names().iterator();
        }
    }

    @Option(
            names = "--format",
            completionCandidates = Candidates.class,
            description = "What the lines are: ${COMPLETION-CANDIDATES}.")
    private @Nullable String format;

    @Option(names = "--tickets", description = "The file holds tickets.")
    private boolean isOfTickets;

    @Parameters(index = "0", paramLabel = "FILE", description = "The log file; - for standard input.")
    private String file;

    @Option(names = "--topic", description = "Full name of a topic (default: that of the format).")
    private @Nullable String topic;

    @Option(names = "--rate", paramLabel = "N/s", description = "Lines a second (default: as fast as it goes).")
    private @Nullable String rate;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "How the summary is written: table (a line) or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private ClusterOptions options;

    @Spec
    private CommandSpec spec;

    private final InputStream input;

    LoadCommand() {
        this(System.in);
    }

    /** @param input where {@code -} reads from */
    LoadCommand(InputStream input) {
        this.input = input;
    }

    @Override
    public Integer call() {
        if (isOfTickets) {
            return tickets();
        }
        double perSecond = perSecond();
        try (LogLines lines = LogLines.open(file, input)) {
            ClusterAccess cluster = options.cluster();
            String target = topic != null ? topic : cluster.wiring().name(topicOfFormat());
            try (LinePublisher publisher = cluster.lines(target)) {
                long begin = System.nanoTime();
                publish(lines, publisher, new Pace(perSecond, System::nanoTime));
                return tell(lines, publisher, target, (System.nanoTime() - begin) / 1e9);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int tickets() {
        if (format != null || topic != null || rate != null) {
            throw new InvalidInput(
                    "--format, --topic and --rate are of lines (expected: none of them with --tickets)",
                    "Leave them out.");
        }
        CommandLine line = spec.commandLine();
        return new TicketLoad(file, input, options, line.getOut(), line.getErr()).run(output);
    }

    private void publish(LogLines lines, LinePublisher publisher, Pace pace) {
        Progress progress = new Progress(spec.commandLine().getErr(), Ink.auto().on(), System::nanoTime);
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            pace.await(lines.read() - 1);
            publisher.send(line);
            progress.report(() -> state(lines, publisher));
        }
        publisher.flush();
        progress.done();
    }

    private static String state(LogLines lines, LinePublisher publisher) {
        double share = lines.share();
        return "loading: " + Figures.count(lines.read()) + " lines read, " + Figures.count(publisher.acknowledged())
                + " acknowledged" + (share < 0 ? "" : String.format(Locale.ROOT, ", %.0f %% of the file", share * 100));
    }

    private int tell(LogLines lines, LinePublisher publisher, String target, double seconds) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("topic", target)
                    .put("lines", lines.read())
                    .put("acknowledged", publisher.acknowledged())
                    .put("failed", publisher.failed())
                    .put("tooLong", lines.tooLong())
                    .put("seconds", seconds));
        } else {
            out.println(Figures.count(publisher.acknowledged()) + " of " + Figures.count(lines.read())
                    + " lines acknowledged on " + target
                    + String.format(
                            Locale.ROOT, " in %.1f s (%,.0f/s)", seconds, lines.read() / Math.max(seconds, 1e-3)));
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        if (publisher.failed() > 0) {
            err.println(
                    "error: " + Figures.count(publisher.failed()) + " lines were not taken: " + publisher.failure());
        }
        if (lines.tooLong() > 0) {
            err.println("error: " + Figures.count(lines.tooLong()) + " lines are longer than "
                    + Figures.count(LogLines.LONGEST) + " bytes and were left out");
        }
        if (lines.read() + lines.tooLong() == 0) {
            throw new InvalidInput(file + " holds only blank lines", "Give a log file with at least one line.");
        }
        err.flush();
        return publisher.failed() + lines.tooLong() > 0 ? 1 : 0;
    }

    private Topic<?> topicOfFormat() {
        RawFormat known = format == null ? null : RawFormats.named(format.toLowerCase(Locale.ROOT));
        if (known == null) {
            throw new InvalidInput(
                    "--format " + (format == null ? "is missing" : format) + " (expected: one of "
                            + String.join(", ", RawFormats.names()) + ")",
                    "Choose one of them, or --tickets for a file of tickets; for a format of your own give its topic: --topic"
                            + " hypercare.raw-<name>.v1.");
        }
        return known.topic();
    }

    private double perSecond() {
        if (rate == null) {
            return 0;
        }
        try {
            double perSecond = Double.parseDouble(rate.endsWith("/s") ? rate.substring(0, rate.length() - 2) : rate);
            if (perSecond > 0 && perSecond <= 1e9) {
                return perSecond;
            }
        } catch (NumberFormatException e) {
            // Told below, like a rate out of range.
        }
        throw new InvalidInput("--rate " + rate + " (expected: lines a second above 0, such as 500/s)", "Correct it.");
    }
}

package dev.hypercare.cli;

import dev.hypercare.cli.lab.LabelledTexts;
import dev.hypercare.cli.lab.TicketLab;
import dev.hypercare.patterns.tickets.text.SubjectLimits;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab tickets}: how well texts of tickets are grouped. */
@Command(
        name = "tickets",
        description = {
            "Groups labelled texts by subject as the stage patterns does, one at a time in a fixed random order and with the limits",
            "that ship, and compares the groups with the labels: purity, normalised mutual information (NMI), adjusted Rand",
            "index (ARI), each 1 for a perfect agreement, and the time for a text."
        },
        footer = {
            "",
            "Example: texts and categories of the Banking77 data",
            "  hypercare lab tickets --file ../shared/data/tickets-banking77/train.csv"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class LabTicketsCommand implements Callable<Integer> {
    @Option(
            names = "--file",
            paramLabel = "CSV",
            required = true,
            description = "A file with the columns text and category.")
    private Path file;

    @Mixin
    private JsonTarget json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TicketLab result = TicketLab.run(LabelledTexts.read(file), SubjectLimits.DEFAULT);
        PrintWriter out = spec.commandLine().getOut();
        json.write(out, result::json, () -> table(result).print(out));
        return 0;
    }

    private static Table table(TicketLab result) {
        Table table =
                new Table(List.of("texts>", "categories>", "clusters>", "purity>", "NMI>", "ARI>", "us per text>"));
        table.add(List.of(
                Figures.count(result.texts()),
                Figures.count(result.categories()),
                Figures.count(result.score().groups()),
                figure(result.score().purity()),
                figure(result.score().nmi()),
                figure(result.score().ari()),
                String.format(Locale.ROOT, "%.1f", result.microsPerText())));
        return table;
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}

package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.TextFile;
import dev.hypercare.normalise.FormatTrial;
import dev.hypercare.normalise.FormatTrial.Result;
import dev.hypercare.normalise.NormaliseConfig;
import dev.hypercare.normalise.RawFormats;
import dev.hypercare.normalise.format.MappingFile;
import dev.hypercare.normalise.format.RawFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code formats try}: what becomes of a sample, or why not. */
@Command(
        name = "try",
        description = {
            "Shows the calls (or signals, tickets, changes, answers) that a sample becomes, or why it does not. Nothing has to run, and nothing is written.",
            "Exit code 0 when all of it can be used, 1 when something is rejected, 2 when the mapping cannot be used."
        },
        footer = {
            "",
            "Examples: a format of your own; one of those there are",
            "  hypercare formats try --mapping shopgate.yaml sample.json",
            "  hypercare formats try --format kong sample.json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class FormatsTryCommand implements Callable<Integer> {
    /** One of the two. */
    static final class Chosen {
        @Option(names = "--mapping", paramLabel = "FILE", description = "A file that describes the format.")
        private @Nullable Path mapping;

        @Option(names = "--format", paramLabel = "NAME", description = "A format that there is: see formats list.")
        private @Nullable String format;
    }

    @ArgGroup(multiplicity = "1")
    private Chosen chosen;

    @Parameters(index = "0", paramLabel = "SAMPLE", description = "A file with what one or more records hold.")
    private Path sample;

    @Option(names = "--config", description = "Configuration file: templates, APIs (default: the defaults).")
    private @Nullable Path config;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table (lines for people) or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        NormaliseConfig normalise = PipelineConfig.load(config).normalise();
        List<Result> results = FormatTrial.of(format(), normalise, bytes(normalise.maxRecordBytes()), Instant.now());
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(json(results));
        } else {
            new TrialLines(results).lines().forEach(out::println);
        }
        out.flush();
        return results.stream()
                        .allMatch(result -> result.isNoCall() || result.outcome() instanceof Outcome.Ok<SpecificRecord>)
                ? 0
                : Failures.FAILED;
    }

    private RawFormat format() {
        if (chosen.mapping != null) {
            Problems problems = new Problems();
            RawFormat format = MappingFile.read(chosen.mapping, problems);
            problems.throwIfAny(
                    "the mapping " + chosen.mapping + " cannot be used",
                    "Correct these; docs/reference/mappings.md has every key.");
            return format;
        }
        String name = String.valueOf(chosen.format);
        RawFormat format = RawFormats.named(name);
        if (format == null) {
            throw new InvalidInput(
                    "--format " + name + " (expected: one of " + String.join(", ", RawFormats.names()) + ")",
                    "Choose one of them, or describe your own: --mapping FILE.");
        }
        return format;
    }

    private byte[] bytes(int longest) {
        String advice = "Give a file with a few lines or entries of the log.";
        try {
            if (Files.size(sample) > longest) {
                throw new InvalidInput(
                        sample + " has " + Files.size(sample) + " bytes (expected: at most " + longest + ")", advice);
            }
            return Files.readAllBytes(sample);
        } catch (NoSuchFileException e) {
            throw TextFile.missing(sample.toString(), advice);
        } catch (IOException e) {
            throw new InvalidInput("cannot read " + sample + ": " + e.getMessage(), advice);
        }
    }

    private static ArrayNode json(List<Result> results) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Result result : results) {
            ObjectNode node = json.addObject();
            if (result.outcome() instanceof Outcome.Ok<SpecificRecord> read) {
                node.set(TrialLines.noun(read.value()), RecordJson.of(read.value()));
            } else if (result.outcome() instanceof Outcome.Rejected<SpecificRecord> why) {
                node.put("noCall", result.isNoCall());
                node.put("reason", why.reason()).put("field", why.field()).put("detail", why.detail());
                node.put("payload", result.payload());
            }
        }
        return json;
    }
}

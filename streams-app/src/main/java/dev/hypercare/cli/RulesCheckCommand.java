package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.rules.RuleBook;
import dev.hypercare.rules.RulesConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rules check}: everything that is wrong with files of rules. */
@Command(
        name = "check",
        description = {
            "Reads files of rules as the application would and tells everything that is wrong with them at once.",
            "Exit code 0 when all can be used, 2 otherwise."
        },
        footer = {
            "",
            "Example: with the views of your configuration",
            "  hypercare rules check my-rules.yaml --config hypercare.yaml"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RulesCheckCommand implements Callable<Integer> {
    @Mixin
    private RuleOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Problems problems = new Problems();
        RuleBook book = RuleBook.read(new RulesConfig(false, options.files(), List.of(), options.views()), problems);
        if (options.json()) {
            json(book, problems);
        } else {
            problems.throwIfAny(
                    "the rules cannot be used", "Correct them; docs/reference/rules.md has the rule language.");
            PrintWriter out = spec.commandLine().getOut();
            book.titles().forEach(out::println);
            out.println(book.titles().size() + " rules, all of them can be used");
            out.flush();
        }
        return problems.isEmpty() ? 0 : Failures.INVALID;
    }

    private void json(RuleBook book, Problems problems) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("usable", problems.isEmpty());
        ArrayNode rules = json.putArray("rules");
        book.titles().forEach(rules::add);
        ArrayNode wrong = json.putArray("problems");
        problems.messages().forEach(wrong::add);
        spec.commandLine().getOut().println(json);
        spec.commandLine().getOut().flush();
    }
}

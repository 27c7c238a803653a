package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.query.ApiContract;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whatever the API can, the command line can. */
class OperationCommandsTest {
    @Test
    void everyOperationNamesItsCommandAndEveryQuestionIsOne() {
        Map<String, String> commands = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path :
                ApiContract.DOCUMENT.path("paths").properties()) {
            path.getValue().properties().forEach(operation -> {
                JsonNode id = operation.getValue().path("operationId");
                if (id.isTextual() && !id.asText().equals("index")) {
                    commands.put(
                            id.asText(),
                            operation.getValue().path("x-hypercare-command").asText("none"));
                }
            });
        }
        CommandLine root = HypercareCommand.commandLine();
        assertThat(commands).hasSizeGreaterThan(25).allSatisfy((operation, command) -> {
            CommandLine found = root;
            for (String word : command.split(" ")) {
                assertThat(found.getSubcommands()).as(operation).containsKey(word);
                found = found.getSubcommands().get(word);
            }
        });
        Set<String> questions = new TreeSet<>();
        root.getSubcommands().get("query").getSubcommands().keySet().forEach(name -> questions.add("query " + name));
        assertThat(commands.values()).containsAll(questions);
    }
}

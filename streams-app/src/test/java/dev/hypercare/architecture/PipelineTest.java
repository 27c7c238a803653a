package dev.hypercare.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.Pipeline;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.App;
import dev.hypercare.streams.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map is true: data flow forward, the golden topologies are today's, and the README draws the same. */
class PipelineTest {
    private static final Wiring WIRING = new Wiring("hypercare.", 12, new InMemoryRegistry(), true);
    private static final List<App> APPS = Pipeline.apps(PipelineConfig.load(null), WIRING);

    @Test
    void everyTopicAStageReadsComesFromOutsideOrFromAnEarlierStage() {
        Set<Topic<?>> written = new HashSet<>();
        for (Stage stage : stages()) {
            for (Topic<?> topic : stage.reads()) {
                assertThat(topic.writer().equals("outside") || written.contains(topic))
                        .as(stage.name() + " reads " + topic.name() + ", which no earlier stage writes")
                        .isTrue();
            }
            written.addAll(stage.writes());
        }
    }

    @Test
    void everyTopicIsWrittenByTheStageItNames() {
        for (Topic<?> topic : Topics.ALL) {
            List<String> writers = stages().stream()
                    .filter(stage -> stage.writes().contains(topic))
                    .map(Stage::name)
                    .toList();
            switch (topic.writer()) {
                case "outside" -> assertThat(writers).as(topic.name()).isEmpty();
                case "any stage" -> assertThat(writers).as(topic.name()).isNotEmpty();
                default -> assertThat(writers).as(topic.name()).first().isEqualTo(topic.writer());
            }
        }
    }

    /** StreamsSettings relies on it: such a task waits for nothing that another topic may hold. */
    @Test
    void whereCallsAreReadEachTaskReadsOneTopic() {
        App kpi = APPS.stream()
                .filter(app -> app.reads().contains(Topics.CALLS))
                .findFirst()
                .orElseThrow();
        assertThat(kpi.topology().describe().subtopologies())
                .isNotEmpty()
                .allSatisfy(tasks -> assertThat(tasks.nodes().stream()
                                .filter(TopologyDescription.Source.class::isInstance)
                                .flatMap(source -> ((TopologyDescription.Source) source).topicSet().stream()))
                        .hasSize(1));
    }

    @Test
    void onlyVerdictsAreWrittenByTwoStages() {
        for (Topic<?> topic : Topics.ALL) {
            long writers = stages().stream()
                    .filter(stage -> stage.writes().contains(topic))
                    .count();
            if (topic != Topics.VERDICTS && !topic.writer().equals("any stage")) {
                assertThat(writers).as(topic.name()).isLessThanOrEqualTo(1);
            }
        }
        assertThat(stages().stream()
                        .filter(stage -> stage.writes().contains(Topics.VERDICTS))
                        .map(Stage::name))
                .containsExactly("rules", "patterns");
    }

    @Test
    void topicsStandInTheOrderOfTheFlow() {
        List<Topic<?>> inOrder = new ArrayList<>();
        for (Stage stage : stages()) {
            stage.writes().stream()
                    .filter(topic -> topic.writer().equals(stage.name()))
                    .forEach(inOrder::add);
        }
        assertThat(inOrder)
                .isEqualTo(Topics.ALL.stream()
                        .filter(topic -> !Set.of("outside", "any stage").contains(topic.writer()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "kpi", "watch"})
    void theGoldenTopologyIsTodays(String name) throws IOException {
        String today = app(name).topology().describe().toString();
        Path golden = Path.of("src/test/resources/topology/" + name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, today);
        }
        assertThat(today)
                .as("a change of the topology is a reviewed change: run with -Dgolden.update=true and commit the diff")
                .isEqualTo(Files.readString(golden));
    }

    @Test
    void everyNodeAndStoreIsNamedAfterItsStage() {
        for (App app : APPS) {
            String description = app.topology().describe().toString();
            assertThat(description).doesNotContain("KSTREAM-").doesNotContain("KTABLE-");
            Set<String> stageNames = new HashSet<>();
            app.stages().forEach(stage -> stageNames.add(stage.name()));
            Matcher nodes = Pattern.compile("(?:Source|Processor|Sink): (\\S+)").matcher(description);
            assertThat(nodes.results().map(node -> node.group(1)))
                    .allMatch(node -> stageNames.stream().anyMatch(stage -> node.startsWith(stage + "-")));
        }
    }

    @Test
    void everyStoreOfTheContractIsUsedAndNoOther() {
        Set<String> used = new HashSet<>();
        for (App app : APPS) {
            Matcher stores = Pattern.compile("stores: \\[([^\\]]*)]")
                    .matcher(app.topology().describe().toString());
            stores.results()
                    .flatMap(match -> List.of(match.group(1).split(", ")).stream())
                    .filter(store -> !store.isBlank())
                    .forEach(used::add);
        }
        assertThat(used).containsExactlyInAnyOrderElementsOf(Stores.all());
    }

    @Test
    void theReadmeDrawsThePipeline() {
        String readme = Sources.text(Sources.ROOT.resolve("README.md"));
        Matcher drawing = Pattern.compile("<!-- flow -->\\s*```\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(drawing.find())
                .as("README.md has a drawing after <!-- flow -->")
                .isTrue();
        List<String> topics = names(drawing.group(1), "\\( ([a-z0-9-]+) \\)");
        assertThat(topics)
                .containsExactlyInAnyOrderElementsOf(
                        Topics.ALL.stream().map(Topic::name).toList());
        assertThat(names(drawing.group(1), "\\[ ([a-z]+) \\]").stream()
                        .filter(name -> !name.equals("query"))
                        .toList())
                .isEqualTo(stages().stream().map(Stage::name).toList());
    }

    private static List<String> names(String drawing, String pattern) {
        return Pattern.compile(pattern)
                .matcher(drawing)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }

    private static List<Stage> stages() {
        return APPS.stream().flatMap(app -> app.stages().stream()).toList();
    }

    private static App app(String name) {
        return APPS.stream().filter(app -> app.name().equals(name)).findFirst().orElseThrow();
    }
}

package dev.hypercare.cli;

import dev.hypercare.contract.Topics;
import dev.hypercare.rules.BaselineMaker;
import dev.hypercare.schemas.events.Baseline;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicWriter;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baseline delete}: takes one back. */
@Command(
        name = "delete",
        description = "Takes a baseline back. Rules that name it go on with what they have learned themselves.",
        footer = {"", "Example:", "  hypercare baseline delete pre-launch"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class BaselineDeleteCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
    private String name;

    @Mixin
    private ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ClusterAccess cluster = options.cluster();
        List<Baseline> all = BaselineShelf.read(cluster, name);
        try (TopicWriter<Baseline> writer = cluster.writer(Topics.BASELINES)) {
            all.forEach(one -> writer.remove(BaselineMaker.key(one.getName(), one.getSeries())));
        } catch (RegistryException e) {
            throw cluster.registryProblem(e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("baseline " + name + " with " + all.size() + " series is taken back");
        out.flush();
        return 0;
    }
}

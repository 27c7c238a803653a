package dev.hypercare.cli;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.access.AccessRole;
import dev.hypercare.query.access.AccessToken;
import dev.hypercare.query.access.TokenFile;
import dev.hypercare.query.access.Visitor;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code token create}: a new one, which is shown once. */
@Command(
        name = "create",
        description = {
            "Makes a token and prints it: this once, because only its hash is kept. Hand it over by a way that nobody reads along."
        },
        footer = {
            "",
            "Example: into a file, for a program",
            "  hypercare token create --name grafana --role viewer --tenant shop > grafana.token"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class TokenCreateCommand implements Callable<Integer> {
    @Option(names = "--name", required = true, description = "Who will show it; it stands in logs.")
    private String name;

    @Option(
            names = "--role",
            required = true,
            description = "viewer, who reads; or editor, who also makes marks and applies rules.")
    private AccessRole role;

    @Option(
            names = "--tenant",
            split = ",",
            description =
                    "Only what belongs to APIs of this tenant, by the catalog; again for more (default: everything).")
    private @Nullable List<String> tenants;

    @Mixin
    private TokenOption tokens;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!AccessToken.NAME.matcher(name).matches()) {
            throw new InvalidInput(
                    "--name " + name + " (expected: up to 64 letters, digits, dots, - and _)", "Take another name.");
        }
        if (tenants != null && tenants.stream().anyMatch(String::isBlank)) {
            throw new InvalidInput("--tenant '' (expected: the name of a tenant)", "Leave it out for everything.");
        }
        String token =
                TokenFile.add(tokens.file(), new Visitor(name, role, tenants == null ? null : Set.copyOf(tenants)));
        spec.commandLine().getOut().println(token);
        spec.commandLine().getOut().flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println("made " + name + ", " + role.word() + " of "
                + (tenants == null ? "everything" : String.join(", ", tenants)) + "; its hash is in " + tokens.file());
        err.println("this is the only time that it is shown; query.access.tokens has to name that file");
        err.flush();
        return 0;
    }
}

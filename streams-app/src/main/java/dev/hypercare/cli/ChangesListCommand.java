package dev.hypercare.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code changes list}: the same as {@code changes}. */
@Command(
        name = "list",
        description = "Deployments and other changes, the newest first.",
        footer = {"", "Example: for a program", "  hypercare changes list --kind deployment --output json"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ChangesListCommand implements Callable<Integer> {
    @Mixin
    private ChangesListing listing;

    @Override
    public Integer call() {
        return listing.print();
    }
}

package dev.hypercare.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code changes}: what was deployed, or changed otherwise. */
@Command(
        name = "changes",
        description = {
            "Deployments and other changes, the newest first; `changes add` tells of one.",
            "Rules of kind change compare the calls before and after them, and whatever begins shortly after one names it."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {ChangesAddCommand.class, ChangesListCommand.class},
        footer = {
            "",
            "Examples: what was changed of an API; telling of a deployment",
            "  hypercare changes --api payments --from -6h",
            "  hypercare changes add --api payments --version 1.8.2"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ChangesCommand implements Callable<Integer> {
    @Mixin
    private ChangesListing listing;

    @Override
    public Integer call() {
        return listing.print();
    }
}

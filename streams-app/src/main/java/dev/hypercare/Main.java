package dev.hypercare;

import dev.hypercare.cli.HypercareCommand;

/** The command line. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process: 0 for success, 1 for a failure, 2 for input that cannot be used. */
    public static void main(String[] args) {
        System.exit(HypercareCommand.execute(args));
    }
}

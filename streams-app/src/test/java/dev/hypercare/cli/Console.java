package dev.hypercare.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs commands as a person would and keeps what they print. */
final class Console {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Returns the exit code. */
    int run(String... args) {
        return run(HypercareCommand.commandLine(), args);
    }

    /** Runs a command of a group against the query API at an address. */
    int runAt(String url, String group, String... args) {
        List<String> all = new ArrayList<>(List.of(group));
        all.addAll(List.of(args));
        all.addAll(List.of("--url", url));
        return run(all.toArray(String[]::new));
    }

    int run(CommandLine line, String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}

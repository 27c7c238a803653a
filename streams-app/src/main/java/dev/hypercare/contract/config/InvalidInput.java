package dev.hypercare.contract.config;

import java.util.List;

/**
 * Something a person gave us cannot be used: a configuration, a rule, a file, an address. The command line prints the message and
 * the advice without a stack trace and ends with exit code 2.
 */
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String advice;

    /**
     * @param what what is wrong, in one line
     * @param problems each problem with place, value and what was expected; may be empty
     * @param advice what to do next
     */
    public InvalidInput(String what, List<String> problems, String advice) {
        super(problems.isEmpty() ? what : what + "\n  " + String.join("\n  ", problems));
        this.advice = advice;
    }

    public InvalidInput(String what, String advice) {
        this(what, List.of(), advice);
    }

    /** What to do next, one line. */
    public String advice() {
        return advice;
    }
}

package dev.hypercare.contract.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file, so that everything is reported at once. */
public final class Problems {
    private final List<String> messages = new ArrayList<>();

    /** Adds one: {@code file:line: path: value (expected: ...)}. */
    public void add(String message) {
        messages.add(message);
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** Error: {@link InvalidInput} that lists every problem, if there is any. */
    public void throwIfAny(String what, String advice) {
        if (!messages.isEmpty()) {
            throw new InvalidInput(what, messages, advice);
        }
    }
}

package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parses records in tests. */
final class Parsing {
    private Parsing() {}

    static List<Parsed> all(Format format, byte[] record) {
        List<Parsed> parsed = new ArrayList<>();
        format.parse(record, parsed::add);
        return parsed;
    }

    static List<Parsed> all(Format format, String record) {
        return all(format, record.getBytes(StandardCharsets.UTF_8));
    }

    static CallDraft one(Format format, String record) {
        List<Parsed> parsed = all(format, record);
        if (parsed.size() == 1 && parsed.get(0).outcome() instanceof Outcome.Ok<CallDraft> ok) {
            return ok.value();
        }
        throw new AssertionError("not one call: " + parsed);
    }

    static Outcome.Rejected<?> rejection(Parsed parsed) {
        if (parsed.outcome() instanceof Outcome.Rejected<?> rejected) {
            return rejected;
        }
        throw new AssertionError("not rejected: " + parsed);
    }

    static Outcome.Rejected<?> rejection(Format format, String record) {
        List<Parsed> parsed = all(format, record);
        if (parsed.size() != 1) {
            throw new AssertionError("not one outcome: " + parsed);
        }
        return rejection(parsed.get(0));
    }
}

package dev.hypercare.normalise;

import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.format.CallDraft;
import dev.hypercare.normalise.format.Format;
import dev.hypercare.normalise.format.Parsed;
import dev.hypercare.normalise.route.RouteGuard;
import dev.hypercare.privacy.Masking;
import dev.hypercare.schemas.events.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Shows what the stage would make of a record, without anything that runs. */
public final class FormatTrial {
    /**
     * What became of one part of the record.
     *
     * @param outcome the call, or why it is none
     * @param isNoCall whether it is right and only no call
     * @param payload the bytes it was read from as text, masked as in a dead letter
     */
    public record Result(Outcome<Call> outcome, boolean isNoCall, String payload) {}

    /** Nothing is remembered, and the limits are those of the configuration. */
    private static final RouteGuard.Memory NO_MEMORY = new RouteGuard.Memory() {
        @Override
        public void remember(String api, String route) {}

        @Override
        public void routesOverflow(String api, int limit, String route) {}

        @Override
        public void apisOverflow(int limit, String api) {}
    };

    private FormatTrial() {}

    /** What the stage would make of a record that came at an unknown time, in order. */
    public static List<Result> of(Format format, NormaliseConfig config, byte[] record) {
        Normaliser normaliser =
                new Normaliser(config, new RouteGuard(config.maxApis(), config.maxRoutesPerApi(), NO_MEMORY));
        List<Result> results = new ArrayList<>();
        format.parse(record, parsed -> results.add(result(normaliser, format, record, parsed)));
        return results;
    }

    private static Result result(Normaliser normaliser, Format format, byte[] record, Parsed parsed) {
        byte[] masked = Masking.bytes(record, parsed.from(), parsed.to());
        return new Result(
                outcome(normaliser, format, parsed), parsed.isNoCall(), new String(masked, StandardCharsets.UTF_8));
    }

    private static Outcome<Call> outcome(Normaliser normaliser, Format format, Parsed parsed) {
        if (parsed.outcome() instanceof Outcome.Ok<CallDraft> draft) {
            return normaliser.normalise(draft.value(), format.name(), -1);
        }
        Outcome.Rejected<?> why = (Outcome.Rejected<?>) parsed.outcome();
        return Outcome.rejected(why.reason(), why.field(), why.detail());
    }
}

package dev.hypercare.normalise;

import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.format.CallDraft;
import dev.hypercare.normalise.format.Format;
import dev.hypercare.normalise.format.Parsed;
import dev.hypercare.normalise.format.RawFormat;
import dev.hypercare.normalise.report.Report;
import dev.hypercare.normalise.report.ReportFormat;
import dev.hypercare.normalise.report.Reported;
import dev.hypercare.normalise.route.RouteGuard;
import dev.hypercare.privacy.Masking;
import dev.hypercare.schemas.events.Call;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Shows what the stage would make of a record, without anything that runs. */
public final class FormatTrial {
    /**
     * What became of one part of the record.
     *
     * @param outcome the call, signal, ticket, change or answer, or why it is none
     * @param isNoCall whether it is right and only nothing of that
     * @param payload the bytes it was read from as text, masked as in a dead letter
     */
    public record Result(Outcome<SpecificRecord> outcome, boolean isNoCall, String payload) {}

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

    /** What the stage would make of a record that comes now, in order. */
    public static List<Result> of(RawFormat format, NormaliseConfig config, byte[] record, Instant now) {
        Normaliser normaliser =
                new Normaliser(config, new RouteGuard(config.maxApis(), config.maxRoutesPerApi(), NO_MEMORY));
        List<Result> results = new ArrayList<>();
        if (format instanceof Format log) {
            byte[] text = log.text(record);
            log.parse(text, parsed -> results.add(result(normaliser, log, text, parsed)));
        } else if (format instanceof ReportFormat reports) {
            reports.parse(record, now, reported -> results.add(result(record, reported)));
        }
        return results;
    }

    private static Result result(Normaliser normaliser, Format format, byte[] record, Parsed parsed) {
        byte[] masked = Masking.bytes(record, parsed.from(), parsed.to());
        return new Result(
                outcome(normaliser, format, parsed), parsed.isNoCall(), new String(masked, StandardCharsets.UTF_8));
    }

    private static Result result(byte[] record, Reported reported) {
        String masked = new String(Masking.bytes(record, 0, record.length), StandardCharsets.UTF_8);
        return new Result(
                reported.outcome() instanceof Outcome.Ok<Report> report
                        ? Outcome.ok(report.value().value())
                        : rejected((Outcome.Rejected<?>) reported.outcome()),
                reported.isNoReport(),
                masked);
    }

    private static Outcome<SpecificRecord> rejected(Outcome.Rejected<?> why) {
        return Outcome.rejected(why.reason(), why.field(), why.detail());
    }

    private static Outcome<SpecificRecord> outcome(Normaliser normaliser, Format format, Parsed parsed) {
        if (parsed.outcome() instanceof Outcome.Ok<CallDraft> draft) {
            Outcome<Call> call = normaliser.normalise(draft.value(), format.name(), -1);
            return call instanceof Outcome.Ok<Call> ok ? Outcome.ok(ok.value()) : rejected((Outcome.Rejected<?>) call);
        }
        return rejected((Outcome.Rejected<?>) parsed.outcome());
    }
}

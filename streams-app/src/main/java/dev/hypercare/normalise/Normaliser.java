package dev.hypercare.normalise;

import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.format.CallDraft;
import dev.hypercare.normalise.format.CallLimits;
import dev.hypercare.normalise.format.CleanText;
import dev.hypercare.normalise.route.ApiNames;
import dev.hypercare.normalise.route.RequestTarget;
import dev.hypercare.normalise.route.RouteGuard;
import dev.hypercare.normalise.route.RouteTemplates;
import dev.hypercare.privacy.ClientMask;
import dev.hypercare.privacy.Masking;
import dev.hypercare.schemas.events.Call;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a call of a draft: names its API and route, masks what is personal, and refuses a time that has not come. */
final class Normaliser {
    /** Methods of RFC 9110, WebDAV and caches. Whatever else a stranger sends is unknown, or every word of his would be a series. */
    private static final Set<String> METHODS = Set.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "QUERY",
            "PURGE",
            "PROPFIND",
            "PROPPATCH",
            "MKCOL",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "REPORT",
            "SEARCH");

    private static final String NO_METHOD = "-";

    private final long maxFutureMillis;
    private final ApiNames apis;
    private final RouteTemplates templates;
    private final RouteGuard guard;
    private final ClientMask clients;
    private long overflowed;

    Normaliser(NormaliseConfig config, RouteGuard guard) {
        this.maxFutureMillis = config.maxFuture().toMillis();
        this.apis = new ApiNames(config.apis());
        this.templates = new RouteTemplates(config.templates());
        this.guard = guard;
        this.clients = new ClientMask(config.clientKey());
    }

    /** Calls so far that are counted under an overflow name. */
    long overflowed() {
        return overflowed;
    }

    /**
     * The call.
     *
     * @param gateway stands for the gateway where the draft names none
     * @param ingestedAt timestamp of the record, milliseconds; negative when unknown, and nothing is too far in the future then
     */
    Outcome<Call> normalise(CallDraft draft, String gateway, long ingestedAt) {
        if (ingestedAt >= 0 && draft.completedAt > ingestedAt + maxFutureMillis) {
            return Outcome.rejected(
                    "in-the-future",
                    "completedAt",
                    "completedAt: " + Instant.ofEpochMilli(draft.completedAt) + " (expected: at most " + maxFutureMillis
                            + " ms after the ingest at " + Instant.ofEpochMilli(ingestedAt) + ")");
        }
        draft.forgetUsageThatIsMissing();
        RequestTarget target = RequestTarget.of(draft.uri);
        String route = templates.of(target.path());
        String host = draft.host == null ? target.host() : draft.host;
        String api = draft.api == null ? apis.of(draft.fallbackApi, host, target.path(), route) : draft.api;
        RouteGuard.Names names = guard.admit(api, route);
        overflowed += names.overflowed() ? 1 : 0;
        return Outcome.ok(new Call(
                Instant.ofEpochMilli(draft.completedAt),
                gatewayOf(draft, gateway),
                names.api(),
                names.route(),
                method(draft.method),
                (int) draft.status,
                draft.consumer,
                told(draft.durationMicros),
                told(draft.upstreamDurationMicros),
                told(draft.firstTokenMicros),
                told(draft.requestBytes),
                told(draft.responseBytes),
                draft.provider,
                draft.model,
                told(draft.tokensIn),
                told(draft.tokensOut),
                told(draft.tokensCached),
                told(draft.tokensReasoning),
                told(draft.costMicros),
                draft.version,
                startedAt(draft),
                draft.upstreamStatus == CallDraft.NONE ? null : (int) draft.upstreamStatus,
                clients.of(draft.forwardedFor, draft.clientAddress),
                draft.requestId,
                draft.traceId == null ? traceId(draft.traceparent) : draft.traceId,
                draft.errorCode,
                errorMessage(draft.errorMessage)));
    }

    private static String gatewayOf(CallDraft draft, String format) {
        if (draft.gateway != null) {
            return draft.gateway;
        }
        return draft.gatewayHost == null ? format : draft.gatewayHost;
    }

    private static @Nullable Instant startedAt(CallDraft draft) {
        if (draft.startedAt != CallDraft.NONE) {
            return Instant.ofEpochMilli(draft.startedAt);
        }
        return draft.durationMicros == CallDraft.NONE
                ? null
                : Instant.ofEpochMilli(draft.completedAt - Math.round(draft.durationMicros / 1000.0));
    }

    private static String method(@Nullable String method) {
        if (method == null) {
            return NO_METHOD;
        }
        String upper = METHODS.contains(method) ? method : method.toUpperCase(Locale.ROOT);
        return METHODS.contains(upper) ? upper : NO_METHOD;
    }

    private static @Nullable String errorMessage(@Nullable String message) {
        return message == null ? null : CleanText.of(Masking.text(message), CallLimits.MESSAGE);
    }

    /** The trace id of {@code 00-<32 hex>-<16 hex>-<flags>}; null where it is something else. */
    private static @Nullable String traceId(@Nullable String traceparent) {
        if (traceparent == null
                || traceparent.length() < 55
                || traceparent.charAt(2) != '-'
                || traceparent.charAt(35) != '-') {
            return null;
        }
        boolean some = false;
        for (int i = 3; i < 35; i++) {
            char c = traceparent.charAt(i);
            if (Character.digit(c, 16) < 0 || c > 'f') {
                return null;
            }
            some |= c != '0';
        }
        return some ? traceparent.substring(3, 35).toLowerCase(Locale.ROOT) : null;
    }

    private static @Nullable Long told(long value) {
        return value == CallDraft.NONE ? null : (Long) value;
    }
}

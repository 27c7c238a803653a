package dev.hypercare.normalise.report;

import dev.hypercare.schemas.events.ChangeKind;
import dev.hypercare.schemas.events.ChangeStatus;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** What Argo CD notifications send by the template of docs/reference/formats.md: the state of an operation of an application. */
final class ArgocdFormat implements ReportFormat {
    private static final Map<String, ChangeStatus> PHASES = Map.of(
            "running", ChangeStatus.STARTED,
            "succeeded", ChangeStatus.SUCCEEDED,
            "failed", ChangeStatus.FAILED,
            "error", ChangeStatus.FAILED);

    @Override
    public String name() {
        return "argocd";
    }

    @Override
    public String about() {
        return "Argo CD notifications: syncs of applications";
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parse(record, "a sync of Argo CD", told -> change(told, takenAt), to);
    }

    private static Report change(Told told, Instant takenAt) {
        String app = told.need("the name of the application", "app");
        ChangeStatus status = told.choice(PHASES, "phase");
        if (status == null) {
            throw ReportRefusal.missing("phase", "running, succeeded, failed or error");
        }
        Instant started = told.needTime("startedAt");
        return new ChangeDraft("argocd", "argocd:" + app + ":" + started.toEpochMilli())
                .of(ChangeKind.DEPLOYMENT, status)
                .what(
                        told.word("service", "app"),
                        told.word("version", "revision"),
                        told.word("environment", "namespace"))
                .from(started, status == ChangeStatus.STARTED ? null : told.time("finishedAt"))
                .link(told.link("url"))
                .report(takenAt);
    }
}

package dev.hypercare.normalise.report;

import dev.hypercare.schemas.events.ChangeKind;
import dev.hypercare.schemas.events.ChangeStatus;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The webhooks of GitLab. An event of a deployment is a change; other events are none. */
final class GitlabFormat implements ReportFormat {
    private static final Map<String, ChangeStatus> STATUSES = Map.of(
            "running", ChangeStatus.STARTED,
            "success", ChangeStatus.SUCCEEDED,
            "failed", ChangeStatus.FAILED,
            "canceled", ChangeStatus.FAILED);

    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public String about() {
        return "GitLab's webhooks: deployments";
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parse(record, "an event of GitLab", told -> change(told, takenAt), to);
    }

    private static Report change(Told told, Instant takenAt) {
        String event = told.need("the kind of the event", "object_kind", "event_type");
        if (!event.equals("deployment")) {
            throw ReportRefusal.noReport("an event " + event, "one of a deployment");
        }
        String state = told.need("the status of the deployment", "status");
        ChangeStatus status = STATUSES.get(state);
        if (status == null) {
            throw ReportRefusal.noReport("a deployment that is " + state, "running, success, failed or canceled");
        }
        Instant at = told.needTime("status_changed_at");
        String project = told.need("the project", "project.path_with_namespace", "project.name");
        return new ChangeDraft("gitlab", "gitlab:" + project + ":" + told.need("its id", "deployment_id"))
                .of(ChangeKind.DEPLOYMENT, status)
                .what(
                        project.substring(project.lastIndexOf('/') + 1),
                        version(told),
                        told.word("environment", "environment_slug"))
                .from(at, status == ChangeStatus.STARTED ? null : at)
                .by(told.word("user.username", "user.name"))
                .link(told.link("deployable_url", "commit_url", "project.web_url"))
                .report(takenAt);
    }

    /** The tag that was deployed, else the commit. */
    private static @Nullable String version(Told told) {
        String ref = told.word("ref");
        return ref != null && ref.matches("v?[0-9]+([.][0-9]+)+.*") ? ref : told.word("short_sha");
    }
}

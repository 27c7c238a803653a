package dev.hypercare.normalise.report;

import dev.hypercare.schemas.events.ChangeKind;
import dev.hypercare.schemas.events.ChangeStatus;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of GitHub. An event of an issue is a ticket as it stands then, a status of a deployment is a change; other events are
 * none. The kind of event stands in a header, which is not kept, so it is told by what the body has.
 */
final class GithubFormat implements ReportFormat {
    private static final Map<String, ChangeStatus> STATUSES = Map.of(
            "in_progress", ChangeStatus.STARTED,
            "success", ChangeStatus.SUCCEEDED,
            "failure", ChangeStatus.FAILED,
            "error", ChangeStatus.FAILED);

    @Override
    public String name() {
        return "github";
    }

    @Override
    public String about() {
        return "GitHub's webhooks: issues and deployments";
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parse(record, "an event of GitHub", told -> report(told, takenAt), to);
    }

    private static Report report(Told told, Instant takenAt) {
        if (told.has("deployment_status")) {
            return change(told, takenAt);
        }
        if (told.has("issue") && !told.has("issue.pull_request")) {
            return ticket(told);
        }
        if (!told.has("repository") && !told.has("zen") && !told.has("organization")) {
            throw ReportRefusal.missing("repository", "an event of GitHub, with the repository it is of");
        }
        throw ReportRefusal.noReport("an event without an issue and without a status of a deployment", "one of both");
    }

    private static Report ticket(Told told) {
        String repository = told.need("the repository", "repository.full_name");
        String state = told.need("open or closed", "issue.state");
        if (!state.equals("open") && !state.equals("closed")) {
            throw ReportRefusal.bad("issue.state", state, "open or closed");
        }
        boolean open = state.equals("open");
        String title = told.masked(Told.LINE, "issue.title");
        Map<String, String> labels = new LinkedHashMap<>();
        Told.put(labels, "repository", repository);
        Told.put(labels, "labels", told.joined("issue.labels", "name"));
        Told.put(labels, "milestone", told.word("issue.milestone.title"));
        return Report.of(Ticket.newBuilder()
                .setId("github:" + repository + "#" + told.need("the number of the issue", "issue.number"))
                .setSource("github")
                .setAt(told.needTime("issue.updated_at", "issue.created_at"))
                .setStatus(status(told, open))
                .setCreatedAt(told.needTime("issue.created_at"))
                .setResolvedAt(open ? null : told.time("issue.closed_at"))
                .setTitle(title == null ? "" : title)
                .setText(told.masked(Told.TEXT, "issue.body"))
                .setCategory(told.word("issue.type.name"))
                .setUrl(told.link("issue.html_url"))
                .setLabels(labels)
                .build());
    }

    private static TicketStatus status(Told told, boolean open) {
        if (open) {
            return told.joined("issue.assignees", "login") == null ? TicketStatus.OPEN : TicketStatus.IN_PROGRESS;
        }
        return "not_planned".equals(told.word("issue.state_reason")) ? TicketStatus.CLOSED : TicketStatus.RESOLVED;
    }

    private static Report change(Told told, Instant takenAt) {
        String state = told.need("the state of the deployment", "deployment_status.state");
        ChangeStatus status = STATUSES.get(state);
        if (status == null) {
            throw ReportRefusal.noReport("a deployment that is " + state, "in_progress, success, failure or error");
        }
        String repository = told.need("the repository", "repository.full_name");
        boolean rollback = "rollback".equals(told.word("deployment.task"));
        String service = told.word("deployment.payload.service", "deployment.payload.api", "repository.name");
        return new ChangeDraft("github", "github:" + repository + ":" + told.need("its id", "deployment.id"))
                .of(rollback ? ChangeKind.ROLLBACK : ChangeKind.DEPLOYMENT, status)
                .what(service, version(told), told.word("deployment.environment"))
                .from(
                        told.needTime("deployment.created_at"),
                        status == ChangeStatus.STARTED ? null : told.needTime("deployment_status.created_at"))
                .by(told.word("deployment.creator.login", "deployment_status.creator.login"))
                .link(told.link("deployment_status.log_url", "deployment_status.target_url", "repository.html_url"))
                .report(takenAt);
    }

    /** What the payload says; else the tag that was deployed, else the commit: the name of a branch is no version. */
    private static @Nullable String version(Told told) {
        String version = told.word("deployment.payload.version");
        String ref = told.word("deployment.ref");
        if (version == null && ref != null && ref.matches("(refs/tags/)?v?[0-9]+([.][0-9]+)+.*")) {
            version = ref.replaceFirst("^refs/tags/", "");
        }
        String commit = told.word("deployment.sha");
        return version == null && commit != null ? commit.substring(0, Math.min(12, commit.length())) : version;
    }
}

package dev.hypercare.normalise.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other systems than gateways send, by format. */
public final class ReportFormats {
    /** All of them. */
    public static final List<ReportFormat> ALL = List.of(
            new AlertmanagerFormat("alertmanager", "Alertmanager's webhook: alerts of other rules"),
            new AlertmanagerFormat("grafana", "Grafana's webhook: alerts of its rules"),
            new SkywalkingFormat(),
            new PagerdutyFormat(),
            new JiraFormat(),
            new ServicenowFormat(),
            new ZendeskFormat(),
            new GithubFormat(),
            new GitlabFormat(),
            new ArgocdFormat(),
            new ChangeFormat(),
            new FeedbackFormat());

    private ReportFormats() {}

    /** The format of a name; null where there is none. */
    public static @Nullable ReportFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(ReportFormat::name).toList();
    }
}

package dev.hypercare.cli.lab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hypercare.patterns.tickets.text.SubjectClusterer;
import dev.hypercare.patterns.tickets.text.SubjectLimits;
import dev.hypercare.patterns.tickets.text.SubjectText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Groups labelled texts as the stage does, one at a time in a fixed random order, and says how well.
 *
 * @param texts how many there were
 * @param categories how many people told apart
 * @param score how well the groups agree with them, each text by the subject as which its own is known in the end
 * @param microsPerText mean time, microseconds
 */
public record TicketLab(int texts, int categories, LabelAgreement score, double microsPerText) {
    private static final long SEED = 5;
    /** Texts after which those before are no warm-up any more. */
    private static final int WARM_UP = 2000;

    /** Runs it with some limits. */
    public static TicketLab run(LabelledTexts given, SubjectLimits limits) {
        LabelledTexts labelled = given.shuffled(SEED);
        SubjectClusterer clusterer = new SubjectClusterer("", limits);
        List<String> first = new ArrayList<>();
        // A subject may be forgotten: its texts stay one group.
        Map<String, String> heirs = new HashMap<>();
        int warmUp = Math.min(WARM_UP, labelled.texts().size() / 2);
        long begin = 0;
        for (int i = 0; i < labelled.texts().size(); i++) {
            if (i == warmUp) {
                begin = System.nanoTime();
            }
            var placed = clusterer.place(SubjectText.of(labelled.texts().get(i), null), i);
            first.add(placed == null ? "none" : placed.id());
            if (placed != null && placed.joined() != null) {
                heirs.put(placed.joined(), placed.id());
            }
        }
        double micros = (System.nanoTime() - begin) / 1000.0 / (labelled.texts().size() - warmUp);
        List<String> groups = first.stream().map(id -> last(id, heirs)).toList();
        return new TicketLab(
                groups.size(),
                (int) labelled.categories().stream().distinct().count(),
                LabelAgreement.of(groups, labelled.categories()),
                micros);
    }

    private static String last(String id, Map<String, String> heirs) {
        String now = id;
        for (int steps = 0; heirs.containsKey(now) && steps < heirs.size(); steps++) {
            now = Objects.requireNonNull(heirs.get(now));
        }
        return now;
    }

    /** The result for programs. */
    public String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("texts", texts)
                .put("categories", categories)
                .put("clusters", score.groups())
                .put("purity", score.purity())
                .put("nmi", score.nmi())
                .put("ari", score.ari())
                .put("microsPerText", microsPerText)
                .toPrettyString();
    }
}

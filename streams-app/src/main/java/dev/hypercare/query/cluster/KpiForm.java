package dev.hypercare.query.cluster;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.query.KpiPart;
import dev.hypercare.query.KpiPart.SeriesWindows;
import dev.hypercare.query.KpiQuestion;
import dev.hypercare.query.Ranking;
import dev.hypercare.query.SeriesFilter;
import dev.hypercare.query.Window;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** KPIs between instances: counts and whole histograms in the binary form of the stores, so that what is merged of them is exact. */
public final class KpiForm implements PartForm<KpiQuestion, KpiPart> {
    private static final int LAYOUT = 5;
    private static final int NO_STEP = -1;

    @Override
    public byte[] question(KpiQuestion question) {
        BinaryWriter to = new BinaryWriter();
        to.raw(LAYOUT);
        to.number(question.filter().view().size());
        question.filter().view().forEach(to::text);
        to.number(question.filter().labels().size());
        question.filter().labels().forEach((label, value) -> {
            to.text(label);
            to.text(value);
        });
        apis(question.filter().apis(), to);
        to.number(question.from());
        to.number(question.to());
        Resolution step = question.step();
        to.number(step == null ? NO_STEP : step.ordinal());
        to.number(question.limit());
        to.number(question.figures() ? 1 : 0);
        to.text(question.after());
        to.text(question.upTo());
        List<String> by = question.by();
        to.number(by == null ? 0 : by.size() + 1);
        if (by != null) {
            by.forEach(to::text);
        }
        Ranking ranking = question.ranking();
        to.text(ranking == null ? "" : ranking.kpi());
        if (ranking != null) {
            to.number(ranking.minCalls());
            to.number(ranking.limit());
        }
        return to.toBytes();
    }

    @Override
    public KpiQuestion question(byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "questions for KPIs");
        List<String> view = new ArrayList<>();
        for (int left = BinaryWriter.readLength(from); left > 0; left--) {
            view.add(BinaryWriter.readText(from));
        }
        Map<String, String> labels = new LinkedHashMap<>();
        for (int left = BinaryWriter.readLength(from); left > 0; left--) {
            String label = BinaryWriter.readText(from);
            labels.put(label, BinaryWriter.readText(from));
        }
        Set<String> apis = apis(from);
        long first = BinaryWriter.readNumber(from);
        long after = BinaryWriter.readNumber(from);
        int step = Math.toIntExact(BinaryWriter.readNumber(from));
        return new KpiQuestion(
                new SeriesFilter(view, labels, apis),
                first,
                after,
                step == NO_STEP ? null : Resolution.values()[step],
                Math.toIntExact(BinaryWriter.readNumber(from)),
                BinaryWriter.readNumber(from) == 1,
                BinaryWriter.readText(from),
                BinaryWriter.readText(from),
                by(from),
                ranking(from));
    }

    private static @Nullable Ranking ranking(ByteBuffer from) {
        String kpi = BinaryWriter.readText(from);
        return kpi.isEmpty()
                ? null
                : new Ranking(kpi, BinaryWriter.readNumber(from), Math.toIntExact(BinaryWriter.readNumber(from)));
    }

    @Override
    public byte[] answer(KpiPart part) {
        BinaryWriter to = new BinaryWriter();
        to.raw(LAYOUT);
        to.number(part.closedUpTo());
        to.number((part.known() ? 1 : 0) + (part.cut() ? 2 : 0));
        to.number(part.left());
        to.number(part.added());
        to.number(part.series().size());
        for (SeriesWindows series : part.series()) {
            to.text(series.series());
            to.number(series.windows().size());
            for (Window window : series.windows()) {
                to.number(window.startMillis());
                window.kpis().write(to);
            }
        }
        return to.toBytes();
    }

    @Override
    public KpiPart answer(byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "answers for KPIs");
        long closedUpTo = BinaryWriter.readNumber(from);
        long flags = BinaryWriter.readNumber(from);
        long notTold = BinaryWriter.readNumber(from);
        long added = BinaryWriter.readNumber(from);
        List<SeriesWindows> all = new ArrayList<>();
        for (int left = BinaryWriter.readLength(from); left > 0; left--) {
            String series = BinaryWriter.readText(from);
            List<Window> windows = new ArrayList<>();
            for (int more = BinaryWriter.readLength(from); more > 0; more--) {
                windows.add(new Window(BinaryWriter.readNumber(from), Kpis.read(from)));
            }
            all.add(new SeriesWindows(series, windows));
        }
        return new KpiPart(closedUpTo, (flags & 1) != 0, (flags & 2) != 0, notTold, added, all);
    }

    private static @Nullable List<String> by(ByteBuffer from) {
        int left = BinaryWriter.readLength(from);
        if (left == 0) {
            return null;
        }
        List<String> by = new ArrayList<>();
        for (; left > 1; left--) {
            by.add(BinaryWriter.readText(from));
        }
        return by;
    }

    /** One more than there are, then each; zero for any API. */
    private static void apis(@Nullable Set<String> apis, BinaryWriter to) {
        to.number(apis == null ? 0 : apis.size() + 1);
        if (apis != null) {
            new TreeSet<>(apis).forEach(to::text);
        }
    }

    private static @Nullable Set<String> apis(ByteBuffer from) {
        int left = BinaryWriter.readLength(from);
        if (left == 0) {
            return null;
        }
        Set<String> apis = new HashSet<>();
        for (; left > 1; left--) {
            apis.add(BinaryWriter.readText(from));
        }
        return apis;
    }
}

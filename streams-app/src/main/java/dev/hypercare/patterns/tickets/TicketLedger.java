package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the figures of tickets by window, and tells those that change. */
final class TicketLedger {
    static final String SERIES = "k|";
    static final String ANSWERS = "f|";
    private static final String OVERFLOW = "{overflow}";

    private final Set<String> series = new TreeSet<>();
    private final TicketMemory memory;
    private final TicketOutput output;
    private final Forgetting forgetting;
    private final int maxSeries;

    TicketLedger(TicketMemory memory, TicketOutput output, Forgetting forgetting, int maxSeries) {
        this.memory = memory;
        this.output = output;
        this.forgetting = forgetting;
        this.maxSeries = maxSeries;
    }

    void restore(String key) {
        series.add(key.substring(SERIES.length()));
    }

    /** What a ticket counts as a case stands; nothing where there is no case yet. */
    TicketSums sums(@Nullable TicketCase known, @Nullable TicketLife life, @Nullable Integer answers) {
        return known == null || life == null
                ? new TicketSums()
                : TicketSums.of(
                        life, known.getCreatedAt().toEpochMilli(), answers, place(known.getApi(), known.getCategory()));
    }

    /** Counts a change. */
    void changed(TicketSums before, TicketSums after) {
        new TicketSums().plus(after, 1).plus(before, -1).changes().forEach((cell, more) -> {
            TicketKpi kpi = TicketSums.plus(memory.kpi(cell.key()), cell, more);
            memory.putKpi(cell.key(), kpi);
            output.kpi(cell.key(), kpi);
        });
    }

    /**
     * Counts an answer; of several with one id the newest.
     *
     * @param about what is known of the ticket that it is about; null where it is about none that is known
     */
    void answered(Feedback answer, byte[] bytes, @Nullable TicketCase about, Function<byte[], Feedback> form) {
        String key = ANSWERS + answer.getId();
        byte[] known = memory.get(key);
        TicketSums before = new TicketSums();
        Long givenBefore = null;
        String where = place(
                answer.getApi() != null ? answer.getApi() : about == null ? null : about.getApi(),
                answer.getCategory() != null ? answer.getCategory() : about == null ? null : about.getCategory());
        if (known != null) {
            ByteBuffer from = ByteBuffer.wrap(known);
            String old = BinaryWriter.readText(from);
            byte[] oldBytes = BinaryWriter.readBlock(from);
            Feedback oldAnswer = form.apply(oldBytes);
            int order = oldAnswer.getAt().compareTo(answer.getAt());
            if (order > 0 || order == 0 && Arrays.compare(oldBytes, bytes) >= 0) {
                return;
            }
            before = TicketSums.of(oldAnswer, old);
            givenBefore = oldAnswer.getAt().toEpochMilli();
        }
        BinaryWriter writer = new BinaryWriter();
        writer.text(where);
        writer.block(bytes);
        memory.put(key, writer.toBytes());
        forgetting.answered(answer.getId(), givenBefore, answer.getAt().toEpochMilli());
        changed(before, TicketSums.of(answer, where));
    }

    /** The series of an API and a category; where there are too many, that of all other APIs. */
    private String place(@Nullable String api, @Nullable String category) {
        String wanted = TicketSums.series(api, category);
        if (series.contains(wanted)) {
            return wanted;
        }
        String given = series.size() < maxSeries ? wanted : TicketSums.series(OVERFLOW, null);
        if (series.add(given)) {
            memory.put(SERIES + given, new byte[0]);
        }
        return given;
    }
}

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
    private static final String KEPT_FROM = "kept-from";
    private static final String OVERFLOW = "{overflow}";

    private final Set<String> series = new TreeSet<>();
    private final TicketMemory memory;
    private final TicketOutput output;
    private final Forgetting forgetting;
    private final int maxSeries;
    /** Windows that begin earlier are not kept, milliseconds. */
    private long keptFrom = Long.MIN_VALUE;

    TicketLedger(TicketMemory memory, TicketOutput output, Forgetting forgetting, int maxSeries) {
        this.memory = memory;
        this.output = output;
        this.forgetting = forgetting;
        this.maxSeries = maxSeries;
    }

    /** From when on windows are kept. */
    void restore() {
        byte[] from = memory.get(KEPT_FROM);
        if (from != null) {
            keptFrom = ByteBuffer.wrap(from).getLong();
        }
    }

    /** A series that there is. */
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
            if (cell.start() >= keptFrom) {
                count(cell, more);
            } else if (cell.seconds() == TicketSums.DAY_SECONDS) {
                count(cell.carried(), more);
            }
        });
    }

    private void count(TicketSums.Cell cell, long[] more) {
        String key = cell.key();
        TicketKpi before = memory.kpi(key);
        TicketKpi kpi = TicketSums.plus(before, cell, more);
        memory.putKpi(key, kpi);
        output.kpi(key, kpi);
        if (before == null && !cell.equals(cell.carried())) {
            forgetting.counted(key, cell.start());
        }
    }

    /**
     * Forgets windows that began before the day of an event time, milliseconds. What they summed is carried on in one sum a series, because
     * the backlog is the sum of everything that ever was.
     */
    void forget(long before) {
        long day = before - Math.floorMod(before, TicketSums.DAY_SECONDS * 1000L);
        if (day <= keptFrom) {
            return;
        }
        keptFrom = day;
        memory.put(KEPT_FROM, ByteBuffer.allocate(Long.BYTES).putLong(day).array());
        forgetting.takeWindows(day, key -> {
            TicketKpi kpi = memory.kpi(key);
            memory.deleteKpi(key);
            if (kpi != null && kpi.getWindowSeconds() == TicketSums.DAY_SECONDS) {
                count(
                        new TicketSums.Cell(kpi.getSeries(), TicketSums.DAY_SECONDS, day).carried(),
                        TicketSums.values(kpi));
            }
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

package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.rules.statistics.Cycle;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is ordinary by a named baseline at first. As the same hour of such days comes again, what was learned since takes its place. Not
 * thread-safe.
 */
final class AgainstNorm implements Norm {
    private static final Logger LOG = LoggerFactory.getLogger(AgainstNorm.class);
    /** Minutes of an hour, of working days or of weekends, after which only what was learned counts: three visits. */
    private static final int FULL = 180;

    private final NormKind of;
    private final String name;
    private final Norm own;
    private final int[] minutes = new int[Cycle.DAY_TYPE.slots()];
    private byte @Nullable [] source;
    private @Nullable Norm frozen;

    /** @param name of the baseline */
    AgainstNorm(NormKind of, String name) {
        this(of, name, (Norm) of.lesson().fresh().get());
    }

    private AgainstNorm(NormKind of, String name, Norm own) {
        this.of = of;
        this.name = name;
        this.own = own;
    }

    static AgainstNorm read(NormKind of, String name, ByteBuffer from) {
        Norm own = (Norm) of.lesson().read(ByteBuffer.wrap(BinaryWriter.readBlock(from)));
        AgainstNorm read = new AgainstNorm(of, name, own);
        for (int i = 0; i < read.minutes.length; i++) {
            read.minutes[i] = (int) BinaryWriter.readNumber(from);
        }
        return read;
    }

    @Override
    public void consult(Reference reference, Series series, Map<String, String> labels) {
        byte[] known = reference.baseline(name, series, of.name());
        if (known != source) {
            source = known;
            frozen = known == null ? null : read(of, name, series, known);
        }
    }

    /** What a baseline has of a series in one respect; null where that cannot be read. */
    static @Nullable Norm read(NormKind of, String name, Series series, byte[] known) {
        try {
            return (Norm) of.lesson().read(ByteBuffer.wrap(known));
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} of baseline {} was written by another version and is not used, make it anew with `baseline freeze`: {}",
                    series,
                    name,
                    e.toString());
            return null;
        }
    }

    @Override
    public void learn(Kpis minute, long at) {
        own.learn(minute, at);
        if (minute.calls() > 0) {
            int slot = slot(at);
            minutes[slot] = Math.min(FULL, minutes[slot] + 1);
        }
    }

    private static int slot(long at) {
        return Cycle.DAY_TYPE.slot(Math.floorDiv(at - 1, Cycle.HOUR));
    }

    /** How much of the answer is what was learned since, 0 to 1. */
    private double learned(long at) {
        if (frozen == null || !frozen.isKnown()) {
            return 1;
        }
        return own.isKnown() ? (double) minutes[slot(at)] / FULL : 0;
    }

    /** The one that counts more. */
    private Norm nearer(long at) {
        Norm before = frozen;
        return before == null || learned(at) >= 0.5 ? own : before;
    }

    private double mixed(long at, double now, double before) {
        double learned = learned(at);
        return learned == 1 ? now : learned == 0 ? before : learned * now + (1 - learned) * before;
    }

    @Override
    public double surprise(Counts window, long at) {
        Norm before = frozen;
        return before == null
                ? own.surprise(window, at)
                : mixed(at, own.surprise(window, at), before.surprise(window, at));
    }

    @Override
    public boolean isSeen(Counts window) {
        return own.isSeen(window);
    }

    @Override
    public double seen(Counts window) {
        return own.seen(window);
    }

    @Override
    public boolean shows(double times, Counts window, long at) {
        return nearer(at).shows(times, window, at);
    }

    @Override
    public long since() {
        return own.since();
    }

    @Override
    public double ordinary(long windowMillis, long at) {
        Norm before = frozen;
        return before == null
                ? own.ordinary(windowMillis, at)
                : mixed(at, own.ordinary(windowMillis, at), before.ordinary(windowMillis, at));
    }

    @Override
    public boolean isKnown() {
        return own.isKnown() || frozen != null && frozen.isKnown();
    }

    @Override
    public void write(BinaryWriter to) {
        BinaryWriter block = new BinaryWriter();
        own.write(block);
        to.block(block);
        for (int seen : minutes) {
            to.number(seen);
        }
    }
}

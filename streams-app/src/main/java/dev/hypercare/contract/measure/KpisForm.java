package dev.hypercare.contract.measure;

import java.nio.ByteBuffer;

/** The binary form of {@link Kpis}. */
final class KpisForm {
    /** First byte of the binary form. 1: numbers in order, no more than two histograms. 2: a mask, then only what is not nothing. */
    private static final int LAYOUT = 2;

    /** Bits of the mask after those of the numbers. */
    private static final int STATUSES = 1 << KpiNumbers.COUNT;

    private static final int LATENCY = STATUSES << 1;
    private static final int UPSTREAM = STATUSES << 2;
    private static final int FIRST_TOKEN = STATUSES << 3;
    private static final int CONSUMERS = STATUSES << 4;
    private static final int SLOWEST = STATUSES << 5;
    private static final int FAILED = STATUSES << 6;
    private static final int ROUTES = STATUSES << 7;

    private KpisForm() {}

    static void write(Kpis kpis, BinaryWriter to) {
        int mask = mask(kpis);
        to.raw(LAYOUT);
        to.number(mask);
        kpis.numbers.write(to);
        if ((mask & STATUSES) != 0) {
            kpis.statuses.write(to);
        }
        if ((mask & LATENCY) != 0) {
            kpis.latency.write(to);
        }
        if ((mask & UPSTREAM) != 0) {
            kpis.upstreamLatency().write(to);
        }
        if ((mask & FIRST_TOKEN) != 0) {
            kpis.firstTokenLatency().write(to);
        }
        if ((mask & CONSUMERS) != 0) {
            kpis.consumers.write(to);
        }
        if ((mask & SLOWEST) != 0) {
            kpis.slowest.write(to);
        }
        if ((mask & FAILED) != 0) {
            kpis.failure.write(to);
        }
        if ((mask & ROUTES) != 0) {
            kpis.routes().write(to);
        }
    }

    private static int mask(Kpis kpis) {
        int mask = kpis.numbers.mask();
        mask |= kpis.statuses.isEmpty() ? 0 : STATUSES;
        mask |= kpis.latency.count() == 0 ? 0 : LATENCY;
        mask |= kpis.upstream == null || kpis.upstream.count() == 0 ? 0 : UPSTREAM;
        mask |= kpis.firstToken == null || kpis.firstToken.count() == 0 ? 0 : FIRST_TOKEN;
        mask |= kpis.consumers.isEmpty() ? 0 : CONSUMERS;
        mask |= kpis.slowest.isEmpty() ? 0 : SLOWEST;
        mask |= kpis.failure.isEmpty() ? 0 : FAILED;
        mask |= kpis.routes == null || kpis.routes.isEmpty() ? 0 : ROUTES;
        return mask;
    }

    /** Whether a form can be read, by its first byte. Error: {@link UnknownLayout}. */
    static void check(int firstByte) {
        if (firstByte != LAYOUT && firstByte != 1) {
            throw new UnknownLayout("KPIs", firstByte, LAYOUT);
        }
    }

    /** Adds the form at the buffer's position. Error: {@link UnknownLayout}. */
    static void merge(Kpis kpis, ByteBuffer from) {
        int layout = from.get();
        check(layout);
        if (layout == LAYOUT) {
            mergeMasked(kpis, from);
        } else {
            mergeLayoutOne(kpis, from);
        }
    }

    /** Adds the plain numbers, with which every layout begins. Error: {@link UnknownLayout}. */
    static void mergeNumbers(Kpis kpis, ByteBuffer from) {
        int layout = from.get();
        check(layout);
        if (layout == LAYOUT) {
            kpis.numbers.mergeFrom(Math.toIntExact(BinaryWriter.readNumber(from)), from);
        } else {
            kpis.numbers.mergeLayoutOne(from);
        }
    }

    /** Takes the plain numbers and the statuses away. Error: {@link UnknownLayout}. */
    static void subtractCounts(Kpis kpis, ByteBuffer from) {
        int layout = from.get();
        check(layout);
        if (layout != LAYOUT) {
            from.position(from.position() - 1);
            Kpis old = new Kpis();
            merge(old, from);
            kpis.subtractCounts(old);
            return;
        }
        int mask = Math.toIntExact(BinaryWriter.readNumber(from));
        kpis.numbers.subtractFrom(mask, from);
        if ((mask & STATUSES) != 0) {
            kpis.statuses.subtractFrom(from);
        }
    }

    private static void mergeMasked(Kpis kpis, ByteBuffer from) {
        int mask = Math.toIntExact(BinaryWriter.readNumber(from));
        if (mask < 0 || mask >= ROUTES << 1) {
            throw new IllegalArgumentException("KPIs with parts " + Integer.toBinaryString(mask));
        }
        kpis.numbers.mergeFrom(mask, from);
        if ((mask & STATUSES) != 0) {
            kpis.statuses.mergeFrom(from);
        }
        if ((mask & LATENCY) != 0) {
            kpis.latency.mergeFrom(from);
        }
        if ((mask & UPSTREAM) != 0) {
            kpis.upstreamLatency().mergeFrom(from);
        }
        if ((mask & FIRST_TOKEN) != 0) {
            kpis.firstTokenLatency().mergeFrom(from);
        }
        if ((mask & CONSUMERS) != 0) {
            kpis.consumers.mergeFrom(from);
        }
        if ((mask & SLOWEST) != 0) {
            kpis.slowest.mergeFrom(from);
        }
        if ((mask & FAILED) != 0) {
            kpis.failure.mergeFrom(from);
        }
        if ((mask & ROUTES) != 0) {
            kpis.routes().mergeFrom(from);
        }
    }

    private static void mergeLayoutOne(Kpis kpis, ByteBuffer from) {
        kpis.numbers.mergeLayoutOne(from);
        kpis.statuses.mergeFrom(from);
        kpis.latency.mergeFrom(from);
        kpis.upstreamLatency().mergeFrom(from);
    }
}

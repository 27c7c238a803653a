package dev.hypercare.kpi;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What one partition of {@code calls} adds to one series in one slice.
 *
 * @param slice first instant of the slice, milliseconds
 * @param late whether the slice was closed for the partition when the calls came
 */
record Partial(Series series, long slice, boolean late, Kpis kpis) {

    /**
     * Partials of one partition of {@code calls} for one partition of the merge, as they travel: packed into one record.
     *
     * @param source the partition of {@code calls}
     * @param watermark how far event time has come there, milliseconds
     */
    record Pack(int source, long watermark, List<Partial> partials) {
        private static final int LAYOUT = 1;

        /** The binary form. */
        byte[] toBytes() {
            BinaryWriter to = new BinaryWriter();
            to.raw(LAYOUT);
            to.number(source);
            to.number(watermark);
            to.number(partials.size());
            for (Partial partial : partials) {
                to.text(partial.series.text());
                to.number(partial.slice);
                to.raw(partial.late ? 1 : 0);
                partial.kpis.write(to);
            }
            return to.toBytes();
        }

        /** Reads the binary form. Error: {@link UnknownLayout}. */
        static Pack fromBytes(byte[] bytes) {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            int layout = from.get();
            if (layout != LAYOUT) {
                throw new UnknownLayout("partials", layout, LAYOUT);
            }
            int source = Math.toIntExact(BinaryWriter.readNumber(from));
            long watermark = BinaryWriter.readNumber(from);
            int size = BinaryWriter.readLength(from);
            List<Partial> partials = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                partials.add(new Partial(
                        new Series(BinaryWriter.readText(from)),
                        BinaryWriter.readNumber(from),
                        from.get() == 1,
                        Kpis.read(from)));
            }
            return new Pack(source, watermark, partials);
        }
    }
}

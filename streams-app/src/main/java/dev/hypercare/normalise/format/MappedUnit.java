package dev.hypercare.normalise.format;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Units that a number may come in, by the names that people write in a mapping. */
enum MappedUnit {
    ISO("iso", FieldReader::time),
    EPOCH_SECONDS("s", FieldReader::epochSeconds),
    EPOCH_MILLIS("ms", FieldReader::epochMillis),
    EPOCH_MICROS("us", FieldReader::epochMicros),
    EPOCH_NANOS("ns", MappedUnit::nanosOfEpoch),
    SECONDS("s", FieldReader::seconds),
    MILLIS("ms", FieldReader::millis),
    MICROS("us", FieldReader::micros),
    NANOS("ns", FieldReader::nanos),
    MONEY("units", FieldReader::money),
    CENTS("cents", MappedUnit::cents),
    MONEY_MICROS("micros", FieldReader::count),
    STATUS("", FieldReader::status),
    COUNT("", FieldReader::count);

    static final List<MappedUnit> TIMES = List.of(ISO, EPOCH_SECONDS, EPOCH_MILLIS, EPOCH_MICROS, EPOCH_NANOS);
    static final List<MappedUnit> DURATIONS = List.of(SECONDS, MILLIS, MICROS, NANOS);
    static final List<MappedUnit> AMOUNTS = List.of(MONEY, CENTS, MONEY_MICROS);

    /** Reads a number in one unit. */
    @FunctionalInterface
    interface Reader {
        /** The number in the unit of drafts; {@link CallDraft#NONE} where none was told. */
        long read(FieldReader in) throws IOException;
    }

    private final String word;
    private final Reader reader;

    MappedUnit(String word, Reader reader) {
        this.word = word;
        this.reader = reader;
    }

    /** As people write it; empty where there is no choice. */
    String word() {
        return word;
    }

    long read(FieldReader in) throws IOException {
        return reader.read(in);
    }

    /** The one of these units with the name; null where none has it. */
    static @Nullable MappedUnit find(List<MappedUnit> units, String word) {
        return units.stream().filter(unit -> unit.word.equals(word)).findFirst().orElse(null);
    }

    private static long nanosOfEpoch(FieldReader in) throws IOException {
        long nanos = in.epochNanos();
        return nanos == CallDraft.NONE ? nanos : nanos / 1_000_000;
    }

    private static long cents(FieldReader in) throws IOException {
        long micros = in.money();
        return micros == CallDraft.NONE ? micros : (micros + 50) / 100;
    }
}

package dev.hypercare.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads seeds as ranges and single ones, such as {@code 1-20} or {@code 3,7,100-110}. */
final class SeedWords implements ITypeConverter<SeedWords.Seeds> {
    private static final int MOST = 10_000;

    /** Seeds in the order in which they were given. */
    record Seeds(List<Long> all) {
        Seeds {
            all = List.copyOf(all);
        }
    }

    @Override
    public Seeds convert(String text) {
        List<Long> seeds = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            add(text, part.strip(), seeds);
        }
        return new Seeds(seeds);
    }

    private static void add(String text, String part, List<Long> seeds) {
        int dash = part.indexOf('-', 1);
        try {
            long first = Long.parseLong(dash < 0 ? part : part.substring(0, dash));
            long last = dash < 0 ? first : Long.parseLong(part.substring(dash + 1));
            if (last < first || last - first + seeds.size() >= MOST) {
                throw wrong(text);
            }
            for (long seed = first; seed <= last; seed++) {
                seeds.add(seed);
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException(
                "'" + text + "' are no seeds (expected: such as 1-20 or 3,7, at most " + MOST + ")");
    }
}

package dev.hypercare.contract.text;

import java.util.Set;

/** Words that belong to the number beside them: units, and the names in dates. */
final class UnitWords {
    private static final Set<String> UNITS = Set.of(
            ("B byte bytes Byte Bytes kB KB MB GB TB PB KiB MiB GiB TiB kb Kb Mb Gb bit bits ns us ms msec msecs s sec secs second seconds"
                            + " nanoseconds microseconds millis milliseconds min mins minute minutes h hour hours day days Hz kHz KHz MHz GHz"
                            + " percent")
                    .split(" "));
    private static final Set<String> CLOCK = Set.of("AM PM am pm UTC GMT CET CEST EST EDT PST PDT".split(" "));
    private static final Set<String> DATE = Set.of(
            ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec January February March April June July August September October November"
                            + " December Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
                    .split(" "));
    private static final int LONGEST = 12;

    private UnitWords() {}

    /** Whether a word after a value is a part of it. */
    static boolean completesValue(CharSequence text, int from, int to) {
        if (to - from > LONGEST) {
            return false;
        }
        String word = text.subSequence(from, to).toString();
        return UNITS.contains(word) || CLOCK.contains(word) || DATE.contains(word) || word.equals("%");
    }

    /** Whether it is the name of a month or a day: these begin with a capital. */
    static boolean isDateWord(CharSequence text, int from, int to) {
        return to - from <= LONGEST
                && to > from
                && text.charAt(from) <= 'Z'
                && DATE.contains(text.subSequence(from, to).toString());
    }
}

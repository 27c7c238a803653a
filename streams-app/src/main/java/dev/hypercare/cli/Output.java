package dev.hypercare.cli;

import java.util.Locale;

/** How a command writes what it found. */
enum Output {
    TABLE,
    JSON,
    CSV;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

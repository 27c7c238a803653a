package dev.hypercare.normalise;

import dev.hypercare.normalise.format.Format;
import dev.hypercare.normalise.format.Formats;
import dev.hypercare.normalise.format.RawFormat;
import dev.hypercare.normalise.report.ReportFormats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every format there is: logs of calls, and what other systems report. */
public final class RawFormats {
    private RawFormats() {}

    /** All of them, logs first. */
    public static List<RawFormat> all() {
        List<RawFormat> all = new ArrayList<>(Formats.ALL);
        all.addAll(ReportFormats.ALL);
        return all;
    }

    /** The format of a name; null where there is none. */
    public static @Nullable RawFormat named(String name) {
        Format log = Formats.named(name);
        return log == null ? ReportFormats.named(name) : log;
    }

    /** Their names. */
    public static List<String> names() {
        return all().stream().map(RawFormat::name).toList();
    }
}

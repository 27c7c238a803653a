package dev.hypercare.contract;

import java.util.List;
import java.util.regex.Pattern;

/** How a change is written in JSON, whether it is posted to the app or comes through a raw topic. */
public final class ChangeFields {
    /** The fields, by the names of the Avro schema; {@code api} is a short form of {@code apis} with one. */
    public static final List<String> NAMES = List.of(
            "id",
            "kind",
            "api",
            "apis",
            "service",
            "version",
            "environment",
            "startedAt",
            "endedAt",
            "status",
            "actor",
            "title",
            "link",
            "source");
    /** What an id looks like. */
    public static final Pattern ID = Pattern.compile("[\\w.:/@+-]{1,200}");
    /** {@link #ID} in words. */
    public static final String ID_WORDS = "1 to 200 letters, digits and . _ : / @ + -";
    /** The most APIs of one change. */
    public static final int MOST_APIS = 100;
    /** The {@code source} of a change that names none. */
    public static final String NO_SOURCE = "rest";

    private ChangeFields() {}
}

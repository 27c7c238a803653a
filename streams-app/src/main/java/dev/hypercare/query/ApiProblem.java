package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.config.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A question that cannot be answered, as a problem detail of RFC 9457. */
public class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** Title of every 403. */
    static final String NOT_ALLOWED = "Not allowed";

    static final String CONTENT_TYPE = "application/problem+json";
    /** What the type of every problem begins with; what follows is made of its title. */
    static final String TYPE = "urn:hypercare:problem:";
    /** When to ask again while stores are not ready, seconds. */
    static final int RETRY_AFTER_SECONDS = 2;
    /** Longer values are cut where they are told back. */
    private static final int SHOWN = 200;

    private static final String TITLE = "A parameter cannot be used";
    private static final String EXPECTED = "expected: ";

    private final int status;
    private final String title;
    private final String advice;
    private final @Nullable String field;
    private final @Nullable String expected;

    /**
     * @param status HTTP status
     * @param title the kind of problem, the same each time
     * @param detail what is wrong this time, with the value
     * @param advice what was expected or what to do
     */
    ApiProblem(int status, String title, String detail, String advice) {
        this(status, title, detail, advice, null, null);
    }

    private ApiProblem(
            int status, String title, String detail, String advice, @Nullable String field, @Nullable String expected) {
        super(detail);
        this.status = status;
        this.title = title;
        this.advice = advice;
        this.field = field;
        this.expected = expected;
    }

    /** A parameter that cannot be used: 400. */
    static ApiProblem parameter(String name, String value, String expected) {
        return field(TITLE, name, value, expected);
    }

    /** A parameter, or a field of a body, that cannot be used: 400. */
    static ApiProblem field(String title, String name, String value, String expected) {
        return new ApiProblem(
                400, title, told(cut(name), cut(value), expected), EXPECTED + expected, cut(name), expected);
    }

    /** A parameter that there is not: 400, and which one may have been meant. */
    static ApiProblem unknownParameter(String name, Collection<String> known) {
        String nearest = NearestName.of(cut(name), known);
        String expected = known.isEmpty() ? "no parameter" : alternatives(List.copyOf(known));
        return new ApiProblem(
                400,
                TITLE,
                told(cut(name), "no such parameter", expected),
                nearest == null ? EXPECTED + expected : "Did you mean " + nearest + "?",
                cut(name),
                expected);
    }

    /** A parameter that is neither one of the resource's own nor a label: 400, and which one may have been meant. */
    static ApiProblem unknownParameter(String name, Collection<String> labels, Collection<String> own) {
        List<String> all = Stream.concat(labels.stream(), own.stream()).toList();
        String nearest = NearestName.of(cut(name), all);
        String expected = "a label (" + String.join(", ", labels) + ") or one of " + String.join(", ", own);
        return new ApiProblem(
                400,
                TITLE,
                told(cut(name), "no such parameter or label", expected),
                nearest == null ? EXPECTED + expected : "Did you mean " + nearest + "?",
                cut(name),
                expected);
    }

    private static String told(String name, String value, String expected) {
        return name + ": " + value + " (" + EXPECTED + expected + ")";
    }

    private static String alternatives(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    int status() {
        return status;
    }

    /**
     * The body.
     *
     * @param instance path of the request
     */
    ObjectNode body(String instance) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPE + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"))
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage())
                .put("instance", instance);
        if (field != null) {
            json.put("field", field);
        }
        if (expected != null) {
            json.put("expected", expected);
        }
        return json.put("advice", advice);
    }
}

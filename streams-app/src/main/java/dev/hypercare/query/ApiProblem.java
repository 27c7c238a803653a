package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A question that cannot be answered, as a problem detail of RFC 9457. */
final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final String CONTENT_TYPE = "application/problem+json";
    /** When to ask again while stores are not ready, seconds. */
    static final int RETRY_AFTER_SECONDS = 2;

    private final int status;
    private final String title;
    private final String advice;

    /**
     * @param status HTTP status
     * @param title the kind of problem, the same each time
     * @param detail what is wrong this time, with the value
     * @param advice what was expected or what to do
     */
    ApiProblem(int status, String title, String detail, String advice) {
        super(detail);
        this.status = status;
        this.title = title;
        this.advice = advice;
    }

    /** A parameter that cannot be used: 400. */
    static ApiProblem parameter(String name, String value, String expected) {
        return new ApiProblem(
                400,
                "A parameter cannot be used",
                name + ": " + value + " (expected: " + expected + ")",
                "expected: " + expected);
    }

    int status() {
        return status;
    }

    /** The body. */
    ObjectNode body() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage())
                .put("advice", advice);
    }
}

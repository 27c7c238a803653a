package dev.hypercare.receiver.content;

import java.util.Map;

/** A request that is not accepted: the status of HTTP, what is wrong, and what to do about it. Carries no stack trace. */
public final class HttpRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    /** A refusal. */
    public HttpRefusal(int status, String detail) {
        this(status, detail, Map.of());
    }

    /** A refusal with headers of the answer, such as {@code Allow}. */
    public HttpRefusal(int status, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    /** The status of the answer, 400 to 503. */
    public int status() {
        return status;
    }

    /** What is wrong and what to do. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}

package dev.hypercare.receiver.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.receiver.content.HttpRefusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The answer to one request: given once, whoever comes first. */
final class Answer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Response response;
    private final Callback callback;
    private final AtomicBoolean given = new AtomicBoolean();

    Answer(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
    }

    /** Records that are in Kafka. */
    void accepted(int records, boolean duplicate) {
        ObjectNode body = JSON.createObjectNode();
        body.put("records", records).put("duplicate", duplicate);
        send(200, "application/json", body, Map.of());
    }

    /** A body of JSON. */
    void json(int status, ObjectNode body) {
        send(status, "application/json", body, Map.of());
    }

    /** A problem as RFC 9457 tells it. */
    void refused(HttpRefusal refusal) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", "about:blank")
                .put("title", HttpStatus.getMessage(refusal.status()))
                .put("status", refusal.status())
                .put("detail", refusal.detail());
        send(refusal.status(), "application/problem+json", body, refusal.headers());
    }

    /** The connection broke, or we did. */
    void failed(Throwable cause) {
        if (given.compareAndSet(false, true)) {
            callback.failed(cause);
        }
    }

    private void send(int status, String type, ObjectNode body, Map<String, String> headers) {
        if (!given.compareAndSet(false, true)) {
            return;
        }
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        byte[] bytes = (body + "\n").getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }
}

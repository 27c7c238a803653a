package dev.hypercare.query;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP server refuses by itself, such as lines that are no request and headers that are too large: problem details as well. */
final class JettyProblems extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback)
            throws IOException {
        ApiProblem problem = code == 431
                ? new ApiProblem(431, "The headers are too large", "together", "Send fewer and shorter ones.")
                : new ApiProblem(
                        code,
                        code < 500 ? "Not a request" : "A fault of ours",
                        message == null ? "it cannot be read" : message,
                        "Correct the request: HTTP/1.1, with an address of this API.");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ApiProblem.CONTENT_TYPE);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(
                true,
                ByteBuffer.wrap(problem.body(
                                request.getHttpURI().getPath() == null
                                        ? "/"
                                        : request.getHttpURI().getPath())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8)),
                callback);
    }
}

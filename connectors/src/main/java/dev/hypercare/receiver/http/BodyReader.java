package dev.hypercare.receiver.http;

import dev.hypercare.receiver.content.HttpRefusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a body as it comes, without holding a thread, and stops where it is too large. */
final class BodyReader implements Runnable {
    private final Request request;
    private final int most;
    private final Then then;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** What happens next. */
    interface Then {
        void read(byte[] body);

        void refused(HttpRefusal refusal);

        void failed(Throwable cause);
    }

    BodyReader(Request request, int most, Then then) {
        this.request = request;
        this.most = most;
        this.then = then;
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                then.failed(chunk.getFailure());
                return;
            }
            boolean last = chunk.isLast();
            take(chunk.getByteBuffer());
            chunk.release();
            if (body.size() > most) {
                then.refused(tooLarge(most));
                return;
            }
            if (last) {
                then.read(body.toByteArray());
                return;
            }
        }
    }

    static HttpRefusal tooLarge(int most) {
        return new HttpRefusal(413, "The body is more than " + most + " bytes; send less at once, or use gzip.");
    }

    private void take(ByteBuffer bytes) {
        // One byte more than is allowed tells enough.
        int length = Math.min(bytes.remaining(), most + 1 - body.size());
        byte[] some = new byte[length];
        bytes.get(some);
        body.writeBytes(some);
    }
}

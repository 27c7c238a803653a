package dev.hypercare.schemas.registry;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** Why an exchange failed, in the words of a person: the exceptions of the JDK's HTTP client often have no message. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        if (error instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (error instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (error instanceof ConnectException
                && (root.getMessage() == null || root.getMessage().contains("refused"))) {
            return "connection refused";
        }
        if (root.getClass().getSimpleName().equals("ClosedChannelException")) {
            return error instanceof ConnectException ? "connection refused" : "connection closed";
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}

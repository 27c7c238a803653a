package dev.hypercare.query.cluster;

/**
 * Where an instance answers.
 *
 * @param host name or address; brackets are put around an IPv6 address
 * @param port TCP port
 */
public record Peer(String host, int port) {
    public Peer {
        if (host.contains(":") && !host.startsWith("[")) {
            host = "[" + host + "]";
        }
    }

    /** Reads {@code host:port}. Error: {@link IllegalArgumentException} where it is not that. */
    public static Peer of(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("not a place: " + text + " (expected: host:port)");
        }
        return new Peer(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

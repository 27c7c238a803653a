package dev.hypercare.query;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the query API listens.
 *
 * @param host address or name to bind
 * @param port TCP port; 0 takes a free one
 * @param allowRemote whether it may listen beyond this machine, without TLS and without tokens
 * @param peers how instances ask each other
 * @param limits how much may be asked of it
 */
public record QueryConfig(String host, int port, boolean allowRemote, PeersConfig peers, QueryLimits limits) {
    /** The host unless configured: this machine only. */
    public static final String DEFAULT_HOST = "127.0.0.1";
    /** The port unless configured. */
    public static final int DEFAULT_PORT = 18080;

    /** Below those that the system gives to outgoing connections, so that none takes it before it is listened to. */
    private static final int LOWEST_FREE_PORT = 15_000;

    private static final int HIGHEST_FREE_PORT = 32_000;
    private static final int TRIES = 100;

    /** One with the defaults for peers and limits. */
    public QueryConfig(String host, int port, boolean allowRemote) {
        this(host, port, allowRemote, PeersConfig.DEFAULT, QueryLimits.defaults());
    }

    /** Reads the section {@code query:}; what is wrong is added to the section's problems. */
    public static QueryConfig read(Section section) {
        QueryConfig config = new QueryConfig(
                section.string("host", DEFAULT_HOST),
                section.integer("port", DEFAULT_PORT, 0, 65535),
                section.bool("allow-remote", false),
                PeersConfig.read(section.section("peers")),
                QueryLimits.read(section.section("limits")));
        if (!config.isPermitted()) {
            section.problem(
                    "host",
                    config.host,
                    "an address of this machine such as 127.0.0.1, or allow-remote: true as well; this version has neither"
                            + " TLS nor tokens, so anyone who reaches the port may read everything");
        }
        return config;
    }

    /** The defaults. */
    public static QueryConfig defaults() {
        return read(Section.empty(new Problems()));
    }

    /** The same on another port. */
    public QueryConfig withPort(int other) {
        return new QueryConfig(host, other, allowRemote, peers, limits);
    }

    /** Whether the host is an address of this machine only, or listening beyond it was allowed. */
    public boolean isPermitted() {
        return allowRemote || isLoopback(host);
    }

    /** Whether questions may be sent to a host: without TLS and tokens to this machine only, unless that was allowed. */
    public boolean mayAsk(String other) {
        return allowRemote || isLoopback(other);
    }

    /** The same with a port that is free now, where it takes any: others have to be told it before it is listened to. */
    public QueryConfig settled() {
        for (int i = 0; port == 0 && i < TRIES; i++) {
            int tried = ThreadLocalRandom.current().nextInt(LOWEST_FREE_PORT, HIGHEST_FREE_PORT);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(host, tried));
                return withPort(tried);
            } catch (IOException e) {
                continue; // in use; or no such address, which the server tells
            }
        }
        return this;
    }

    /** Where other instances reach this one, {@code host:port}; call it where the port is known. */
    public String server() {
        String where = peers.advertise().isEmpty() ? reachable() : peers.advertise();
        boolean hasPort = where.matches("[^:\\[\\]]+:\\d+|\\[.*\\]:\\d+");
        return hasPort ? where : where + ":" + port;
    }

    private String reachable() {
        if (host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]")) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return DEFAULT_HOST;
            }
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    static boolean isLoopback(String name) {
        try {
            return !name.isBlank() && InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

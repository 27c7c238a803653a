package dev.hypercare.query;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.query.access.PeerTrust;
import dev.hypercare.query.access.TlsConfig;
import dev.hypercare.query.access.TlsIdentity;
import dev.hypercare.query.access.TrustedAuthorities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the query API listens.
 *
 * @param host address or name to bind
 * @param port TCP port; 0 takes a free one
 * @param tls its certificate
 * @param access who may ask
 * @param peers how instances ask each other
 * @param limits how much may be asked of it
 * @param traces where traces are shown
 * @param metrics what it tells Prometheus
 */
public record QueryConfig(
        String host,
        int port,
        TlsConfig tls,
        AccessConfig access,
        PeersConfig peers,
        QueryLimits limits,
        TraceTemplate traces,
        MetricsConfig metrics) {
    /** The host unless configured: this machine only. */
    public static final String DEFAULT_HOST = "127.0.0.1";
    /** The port unless configured. */
    public static final int DEFAULT_PORT = 18080;

    /** Below those that the system gives to outgoing connections, so that none takes it before it is listened to. */
    private static final int LOWEST_FREE_PORT = 15_000;

    private static final int HIGHEST_FREE_PORT = 32_000;
    private static final int TRIES = 100;

    /** One without a place for traces, that tells Prometheus what it does by default. */
    public QueryConfig(
            String host, int port, TlsConfig tls, AccessConfig access, PeersConfig peers, QueryLimits limits) {
        this(host, port, tls, access, peers, limits, TraceTemplate.NONE, MetricsConfig.defaults());
    }

    /** One with the defaults for all else: plain HTTP, for everybody. */
    public QueryConfig(String host, int port) {
        this(host, port, TlsConfig.NONE, AccessConfig.OPEN, PeersConfig.DEFAULT, QueryLimits.defaults());
    }

    /** Reads the section {@code query:}; what is wrong is added to the section's problems. */
    public static QueryConfig read(Section section) {
        return read(section, null);
    }

    /**
     * The same, where it is known which views KPIs are kept for.
     *
     * @param views the labels of each; null where that is not known
     */
    public static QueryConfig read(Section section, @Nullable List<List<String>> views) {
        QueryConfig config = new QueryConfig(
                section.string("host", DEFAULT_HOST),
                section.integer("port", DEFAULT_PORT, 0, 65535),
                TlsConfig.read(section.section("tls")),
                AccessConfig.read(section.section("access")),
                PeersConfig.read(section.section("peers")),
                QueryLimits.read(section.section("limits")),
                TraceTemplate.read(section),
                MetricsConfig.read(section.section("metrics"), views));
        if (section.keys().contains("allow-remote") && section.bool("allow-remote", false)) {
            section.problem("allow-remote", "true", "left out: beyond this machine TLS and tokens are needed by now");
        }
        String missing = config.missing();
        if (missing != null) {
            section.problem(
                    "host", config.host, "an address of this machine such as 127.0.0.1, or " + missing + " as well");
        }
        return config;
    }

    /** The defaults. */
    public static QueryConfig defaults() {
        return read(Section.empty(new Problems()));
    }

    /** The same on another port. */
    public QueryConfig withPort(int other) {
        return new QueryConfig(host, other, tls, access, peers, limits, traces, metrics);
    }

    /** The keys that have to be set as well before it may listen beyond this machine; null where it may, or does not. */
    @Nullable
    String missing() {
        if (isLoopback(host) || tls.isOn() && access.isOn()) {
            return null;
        }
        return (tls.isOn() ? "" : "query.tls.certificate and query.tls.key (or query.tls.keystore)")
                + (tls.isOn() || access.isOn() ? "" : ", and ")
                + (access.isOn() ? "" : "query.access.tokens (or query.access.oidc.issuer)");
    }

    /** Whether questions may be sent to a host: without TLS to this machine only. */
    public boolean mayAsk(String other) {
        return tls.isOn() || isLoopback(other);
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

    /**
     * What instances prove to each other: with a secret, where there is one; without, an instance that is open to this machine believes it.
     * Error: {@link dev.hypercare.contract.config.InvalidInput} where the secret cannot be used.
     */
    public PeerTrust trust() {
        if (peers.secretFile() != null) {
            return PeerTrust.of(peers.secretFile(), System::currentTimeMillis);
        }
        return access.isOn() ? PeerTrust.none() : PeerTrust.open();
    }

    /** With what other instances are asked: whom we trust, and our own certificate; null for plain HTTP. */
    public @Nullable SSLContext peerTls() {
        return tls.isOn()
                ? TrustedAuthorities.context("query.peers.ca", peers.ca(), new TlsIdentity(tls, System::nanoTime))
                : null;
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

package dev.hypercare.query;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the query API listens.
 *
 * @param host address or name to bind
 * @param port TCP port; 0 takes a free one
 * @param allowRemote whether it may listen beyond this machine, without TLS and without tokens
 * @param limits how much may be asked of it
 */
public record QueryConfig(String host, int port, boolean allowRemote, QueryLimits limits) {
    /** The host unless configured: this machine only. */
    public static final String DEFAULT_HOST = "127.0.0.1";
    /** The port unless configured. */
    public static final int DEFAULT_PORT = 18080;

    /** One with the limits unless configured. */
    public QueryConfig(String host, int port, boolean allowRemote) {
        this(host, port, allowRemote, QueryLimits.defaults());
    }

    /** Reads the section {@code query:}; what is wrong is added to the section's problems. */
    public static QueryConfig read(Section section) {
        QueryConfig config = new QueryConfig(
                section.string("host", DEFAULT_HOST),
                section.integer("port", DEFAULT_PORT, 0, 65535),
                section.bool("allow-remote", false),
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

    /** Whether the host is an address of this machine only, or listening beyond it was allowed. */
    public boolean isPermitted() {
        return allowRemote || isLoopback(host);
    }

    static boolean isLoopback(String name) {
        try {
            return !name.isBlank() && InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

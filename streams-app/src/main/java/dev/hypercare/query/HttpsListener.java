package dev.hypercare.query;

import dev.hypercare.query.access.TlsConfig;
import dev.hypercare.query.access.TlsIdentity;
import dev.hypercare.query.access.TrustedAuthorities;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Listens with TLS 1.2 and 1.3; the certificate is the one that its file has at each handshake. */
final class HttpsListener {
    private HttpsListener() {}

    /** Error: {@link dev.hypercare.contract.config.InvalidInput} where a file cannot be used. */
    static SslContextFactory.Server context(TlsConfig config) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(TrustedAuthorities.context(
                "query.tls.client-ca", config.clientCa(), new TlsIdentity(config, System::nanoTime)));
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setNeedClientAuth(config.clientCa() != null);
        return tls;
    }

    static Connector connector(
            Server server, HttpConfiguration http, SslContextFactory.Server tls, String host, int port) {
        HttpConfiguration https = new HttpConfiguration(http);
        // Peers and tools reach it by addresses, too; whom they reach is theirs to check.
        https.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(https));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }
}

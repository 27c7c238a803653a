package dev.hypercare.receiver.http;

import dev.hypercare.receiver.config.ReceiverConfig;
import dev.hypercare.receiver.config.TlsFiles;
import dev.hypercare.receiver.inbox.Inbox;
import org.apache.kafka.connect.errors.ConnectException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of one task. */
public final class HttpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    private static final int THREADS = 16;
    private static final int HEADERS = 16 << 10;
    private static final long IDLE_MS = 30_000;
    private static final long STOP_MS = 2_000;

    private final Server server;
    private final ServerConnector connector;

    /** A listener that takes into the inbox; not started. */
    public HttpListener(ReceiverConfig config, Inbox inbox) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("http-receiver");
        threads.setDaemon(true);
        server = new Server(threads);
        connector = connector(server, config);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(config.connections(), connector));
        server.setStopTimeout(STOP_MS);
        GracefulHandler graceful = new GracefulHandler();
        graceful.setHandler(new ReceiverHandler(config, inbox, System::currentTimeMillis));
        server.setHandler(graceful);
    }

    /** Listens. Error: {@link ConnectException} where the port is taken. */
    public void start() {
        try {
            server.start();
            LOG.info("The HTTP receiver listens on {}:{}", connector.getHost(), port());
        } catch (Exception e) {
            close();
            throw new ConnectException(
                    "The HTTP receiver cannot listen on " + connector.getHost() + ":" + connector.getPort() + ": " + e
                            + "; is another task or program on this port? See listener.port.",
                    e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Lets answers that are known go out, for two seconds at most, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("While stopping the HTTP receiver: {}", e.toString(), e);
        }
    }

    private static ServerConnector connector(Server server, ReceiverConfig config) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADERS);
        TlsFiles tls = config.tls();
        ServerConnector connector;
        if (tls == null) {
            connector = new ServerConnector(server, new HttpConnectionFactory(http));
        } else {
            http.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(
                    server, new SslConnectionFactory(PemKeys.server(tls), "http/1.1"), new HttpConnectionFactory(http));
        }
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE_MS);
        return connector;
    }
}

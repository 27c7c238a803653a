package dev.hypercare.embedded;

import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/** The listening sockets of the broker, bound before it starts: a free port cannot be taken in between. */
final class ReservedSockets implements ServerSocketFactory, AutoCloseable {
    private static final int BACKLOG = 128;

    private final ServerSocketChannel broker;
    private final ServerSocketChannel controller;

    private ReservedSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
        this.broker = broker;
        this.controller = controller;
    }

    /** Binds both; {@code port} 0 takes a free one. Error: {@link InvalidInput} where the address cannot be used. */
    static ReservedSockets bind(String host, int port) throws IOException {
        ServerSocketChannel broker = bindOne(host, port);
        try {
            return new ReservedSockets(broker, bindOne("127.0.0.1", 0));
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static ServerSocketChannel bindOne(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new InvalidInput(
                    "unknown host " + host + " for the broker", "Use 127.0.0.1 or a name of this machine.");
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(address, BACKLOG);
            return channel;
        } catch (BindException e) {
            channel.close();
            throw new InvalidInput(
                    "the broker cannot listen on " + host + ":" + port + ": " + e.getMessage(),
                    "Stop what uses port " + port + " (ss -ltnp | grep " + port
                            + "), or choose another port with --broker-port.");
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    int brokerPort() {
        return broker.socket().getLocalPort();
    }

    int controllerPort() {
        return controller.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBuffer) {
        return listener.equals(BrokerSettings.CONTROLLER_LISTENER) ? controller : broker;
    }

    @Override
    public void close() throws IOException {
        try (broker) {
            controller.close();
        }
    }
}

package dev.hypercare.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Where a run lives: its directory and its ports, the same when it is resumed.
 *
 * @param directory of everything
 * @param brokers how many
 * @param clusterId of the brokers
 * @param ports for clients of each broker, for each controller, and of the registry
 */
record ChaosPlace(Path directory, int brokers, String clusterId, List<Integer> ports) {
    /** Below those that the system gives to outgoing connections, or a killed process might not get its own back. */
    private static final int LOWEST_PORT = 15_000;

    private static final int HIGHEST_PORT = 32_000;

    ChaosPlace {
        ports = List.copyOf(ports);
    }

    /** A new one on free ports of the loopback address. */
    static ChaosPlace create(Path directory, int brokers) {
        Random random = new Random();
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < 2 * brokers + 1) {
            int port = LOWEST_PORT + random.nextInt(HIGHEST_PORT - LOWEST_PORT);
            if (!ports.contains(port) && free(port)) {
                ports.add(port);
            }
        }
        return new ChaosPlace(directory, brokers, Uuid.randomUuid().toString(), ports);
    }

    int brokerPort(int node) {
        return ports.get(node);
    }

    int controllerPort(int node) {
        return ports.get(brokers + node);
    }

    int registryPort() {
        return ports.get(2 * brokers);
    }

    /** All brokers, as clients are told. */
    String bootstrap() {
        return IntStream.range(0, brokers)
                .mapToObj(node -> "127.0.0.1:" + brokerPort(node))
                .collect(Collectors.joining(","));
    }

    /** Log files of the children. */
    Path logs() {
        return directory.resolve("logs");
    }

    /** Where every acknowledged line is written down. */
    Path truth() {
        return directory.resolve("truth.log");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (java.net.BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

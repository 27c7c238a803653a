package dev.hypercare.bench.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a broker is.
 *
 * @param id of the node, from 1
 * @param port for clients, on the loopback address
 * @param controllerPort for the quorum of controllers
 * @param data its folder
 */
public record BrokerNode(int id, int port, int controllerPort, Path data) {
    /** The folder with a folder for each partition. */
    public Path log() {
        return data.resolve("log");
    }

    /** So many nodes on free ports, with a folder each below one. */
    public static List<BrokerNode> plan(int nodes, Path data) {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * nodes; i++) {
                taken.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            }
            List<BrokerNode> plan = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                plan.add(new BrokerNode(
                        i + 1,
                        taken.get(2 * i).getLocalPort(),
                        taken.get(2 * i + 1).getLocalPort(),
                        data.resolve("broker-" + (i + 1)).toAbsolutePath()));
            }
            for (ServerSocket socket : taken) {
                socket.close();
            }
            return List.copyOf(plan);
        } catch (IOException e) {
            throw new IllegalStateException("no free ports on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    /** Where clients find all of them. */
    public static String bootstrap(List<BrokerNode> nodes) {
        return nodes.stream().map(node -> "127.0.0.1:" + node.port).collect(Collectors.joining(","));
    }

    /** The voters of the quorum, as Kafka writes them. */
    static String voters(List<BrokerNode> nodes) {
        return nodes.stream()
                .map(node -> node.id + "@127.0.0.1:" + node.controllerPort)
                .collect(Collectors.joining(","));
    }
}

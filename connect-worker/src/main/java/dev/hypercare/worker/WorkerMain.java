package dev.hypercare.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/**
 * Runs a distributed worker by a file of its properties, says the address of its REST API on standard output, and stops in order when its
 * standard input ends: the system closes that when the parent is gone, however it went.
 */
public final class WorkerMain {
    /** Stopping without a broker can take minutes, which nobody waits for. */
    private static final long LONGEST_STOP_SECONDS = 20;

    private WorkerMain() {}

    /** @param args the file with the properties of the worker */
    public static void main(String[] args) throws IOException {
        PrintStream parent = System.out;
        // Nobody reads on there: what a plugin prints must not fill the pipe.
        System.setOut(System.err);
        Connect<?> connect = new ConnectDistributed().startConnect(settings(Path.of(args[0])));
        parent.println(connect.rest().serverUrl());
        parent.flush();
        while (System.in.read() >= 0) {
            // What the parent says means nothing; that it says no more does.
        }
        haltLater();
        connect.stop();
        connect.awaitStop();
        Runtime.getRuntime().halt(0);
    }

    private static Map<String, String> settings(Path file) throws IOException {
        Properties given = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            given.load(reader);
        }
        Map<String, String> settings = new HashMap<>();
        given.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }

    private static void haltLater() {
        Thread halting = new Thread(
                () -> {
                    try {
                        TimeUnit.SECONDS.sleep(LONGEST_STOP_SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "halting");
        halting.setDaemon(true);
        halting.start();
    }
}

package dev.hypercare.bench.chaos;

import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An instance of the product in a process of its own. It is told on its standard input what to do at its next commit
 * ({@code arm <kind>}, {@code disarm}) and how far its ticks run ahead ({@code ahead <milliseconds>}), and ends with it. What it says
 * of itself begins with {@value #MARK}.
 */
public final class ChaosInstance {
    /** What lines that are meant for the harness begin with. */
    static final String MARK = "chaos: ";

    private static final int FAILED = 3;
    private static final long LOOK_EVERY_MILLIS = 100;

    private ChaosInstance() {}

    /**
     * Runs until it is killed, fails, or its standard input ends.
     *
     * @param args the configuration file; how far its clock for ticks is off, milliseconds
     */
    public static void main(String[] args) throws Exception {
        AtomicLong ahead = new AtomicLong(Long.parseLong(args[1]));
        PipelineConfig config = PipelineConfig.load(Path.of(args[0]));
        FaultyClients clients = new FaultyClients(config.runner().applicationId("kpi"));
        Thread orders = new Thread(() -> obey(clients, ahead), "orders");
        orders.setDaemon(true);
        orders.start();
        Applications applications;
        try {
            applications = Applications.start(config, () -> System.currentTimeMillis() + ahead.get(), clients);
        } catch (RuntimeException e) {
            say("failed to start: " + e);
            Runtime.getRuntime().halt(FAILED);
            return;
        }
        var unused = applications.failure().thenAccept(why -> {
            say("failed: " + why);
            Runtime.getRuntime().halt(FAILED);
        });
        say("url " + applications.queryUrl());
        String told = "";
        while (true) {
            String state = applications.ready() ? "RUNNING" : applications.health();
            if (!state.equals(told)) {
                say("state " + state);
                told = state;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Says a line to the harness. */
    static synchronized void say(String line) {
        System.out.println(MARK + line);
        System.out.flush();
    }

    private static void obey(FaultyClients clients, AtomicLong ahead) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "arm" -> clients.arm(FaultKind.valueOf(words[1]));
                    case "disarm" -> clients.disarm();
                    case "ahead" -> ahead.set(Long.parseLong(words[1]));
                    default -> say("unknown order: " + line);
                }
            }
        } catch (IOException e) {
            say("no more orders: " + e);
        }
        Runtime.getRuntime().halt(1);
    }
}

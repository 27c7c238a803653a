package dev.hypercare.bench.chaos;

import java.io.IOException;

/** A Kafka broker as Kafka starts it, which ends with the process that started it. */
public final class LifelineBroker {
    private LifelineBroker() {}

    /** @param args the file with the settings of the broker */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread lifeline = new Thread(LifelineBroker::awaitEndOfInput, "lifeline");
        lifeline.setDaemon(true);
        lifeline.start();
        // Only there when it runs: nothing of ours is compiled against the broker.
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) args);
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said to a broker.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(1);
    }
}

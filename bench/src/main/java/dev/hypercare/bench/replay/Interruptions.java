package dev.hypercare.bench.replay;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Ends instances at random points while they work, and starts them again. */
final class Interruptions {
    private static final long LOOK_EVERY_MILLIS = 50;

    private final List<ReplayInstance> instances;
    private final Random random;
    private final Consumer<String> tell;
    private int terminated;
    private int killed;
    private int ownEnds;

    Interruptions(List<ReplayInstance> instances, Random random, Consumer<String> tell) {
        this.instances = instances;
        this.random = random;
        this.tell = tell;
    }

    /** Ends an instance by SIGTERM or kill -9, in turns, and starts it again a little later. */
    void next() {
        ReplayInstance victim = instances.get(random.nextInt(instances.size()));
        if ((terminated + killed) % 2 == 0) {
            victim.kill();
            killed++;
            tell.accept("kill -9 of " + victim.name());
        } else {
            victim.close();
            terminated++;
            tell.accept("SIGTERM to " + victim.name());
        }
        pause(random.nextInt(2000));
        victim.start();
    }

    /** Waits until something is so; starts again what ends by itself meanwhile. Says whether it came in time. */
    boolean await(long millis, BooleanSupplier until) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!until.getAsBoolean()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            for (ReplayInstance instance : instances) {
                if (!instance.alive()) {
                    ownEnds++;
                    tell.accept(instance.name() + " ended by itself: see its log");
                    instance.start();
                }
            }
            pause(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    int terminated() {
        return terminated;
    }

    int killed() {
        return killed;
    }

    /** How often an instance ended that nobody had told to. */
    int ownEnds() {
        return ownEnds;
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.hypercare.bench.child;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs the main method of another class in a process that ends some seconds after the one that started it, however that one ended. A
 * {@code kill -9} of a benchmark would otherwise leave its brokers and workers behind, with their files and ports.
 */
public final class Lifeline {
    private Lifeline() {}

    /** @param args the class to run, then its own arguments */
    public static void main(String[] args) throws Throwable {
        ProcessHandle.current().parent().ifPresent(parent -> {
            var unused = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
        });
        // By name: nothing of ours is compiled against what runs, a broker or a rival.
        Method main = Class.forName(args[0]).getMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Where this class is, for the class path of a process that has nothing else of ours. */
    static String home() {
        return Lifeline.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }
}

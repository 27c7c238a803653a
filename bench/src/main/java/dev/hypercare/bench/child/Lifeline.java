package dev.hypercare.bench.child;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the main method of another class in a process that ends some seconds after the one that started it, however that one ended. A
 * {@code kill -9} of a benchmark would otherwise leave its brokers and workers behind, with their files and ports.
 */
public final class Lifeline {
    private Lifeline() {}

    /**
     * The arguments of a process that is to end with this one.
     *
     * @param main the class to run
     * @param args its own arguments
     */
    public static List<String> arguments(String main, List<String> args) {
        List<String> all = new ArrayList<>();
        all.add(Long.toString(ProcessHandle.current().pid()));
        all.add(main);
        all.addAll(args);
        return all;
    }

    /** @param args those of {@link #arguments} */
    public static void main(String[] args) throws Throwable {
        // By its number: whoever has lost its parent already has another one.
        ProcessHandle.of(Long.parseLong(args[0])).ifPresentOrElse(Lifeline::endWith, Lifeline::end);
        // By name: nothing of ours is compiled against what runs, a broker or a rival.
        Method main = Class.forName(args[1]).getMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWith(ProcessHandle parent) {
        var unused = parent.onExit().thenRun(Lifeline::end);
    }

    private static void end() {
        Runtime.getRuntime().halt(1);
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

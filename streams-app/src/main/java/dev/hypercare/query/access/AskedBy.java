package dev.hypercare.query.access;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks what a thread answers. A request is answered by one thread from its beginning to its end; a thread that nobody said anything
 * of answers nobody.
 */
public final class AskedBy {
    private static final ThreadLocal<AskedBy> OF_THIS_REQUEST =
            ThreadLocal.withInitial(() -> new AskedBy(Visitor.NOBODY));

    private final Visitor visitor;
    private @Nullable Set<String> apis;

    private AskedBy(Visitor visitor) {
        this.visitor = visitor;
    }

    /** From now on this thread answers them. */
    public static void begin(Visitor visitor) {
        OF_THIS_REQUEST.set(new AskedBy(visitor));
    }

    /** The request is over. */
    public static void end() {
        OF_THIS_REQUEST.remove();
    }

    /** Who it is. */
    public static Visitor visitor() {
        return OF_THIS_REQUEST.get().visitor;
    }

    /** The APIs that they may see, looked up once a request. Call it where they are limited. */
    public static Set<String> apis(Supplier<Set<String>> lookUp) {
        AskedBy now = OF_THIS_REQUEST.get();
        Set<String> known = now.apis;
        if (known == null) {
            known = Set.copyOf(lookUp.get());
            now.apis = known;
        }
        return known;
    }
}

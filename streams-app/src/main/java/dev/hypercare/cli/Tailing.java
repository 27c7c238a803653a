package dev.hypercare.cli;

import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.streams.TopicTail;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Prints records as they come, until there were enough, the time is over or nobody reads the output any more. */
final class Tailing<V> {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final TopicTail<V> tail;
    private final Function<V, List<String>> lines;
    private final PrintWriter out;
    private final PrintWriter err;

    /** @param lines a record as it is to be printed */
    Tailing(TopicTail<V> tail, Function<V, List<String>> lines, PrintWriter out, PrintWriter err) {
        this.tail = tail;
        this.lines = lines;
        this.out = out;
        this.err = err;
    }

    /** Returns how many records it printed. Records without a value, such as ticks, are none. */
    long run(long max, Duration howLong) {
        long begin = System.nanoTime();
        long printed = 0;
        Duration left = howLong;
        while (printed < max && !left.isNegative() && !left.isZero()) {
            for (TopicTail.Message<V> message : tail.poll(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT)) {
                if (printed < max && print(message)) {
                    printed++;
                }
            }
            err.flush();
            if (out.checkError()) {
                return printed;
            }
            left = howLong.minusNanos(System.nanoTime() - begin);
        }
        return printed;
    }

    private boolean print(TopicTail.Message<V> message) {
        if (message.undecodable() != null) {
            err.println("partition " + message.partition() + " offset " + message.offset() + " cannot be read: "
                    + Ink.safe(message.undecodable()));
            return false;
        }
        if (message.value() == null) {
            return false;
        }
        lines.apply(message.value()).forEach(out::println);
        return true;
    }
}

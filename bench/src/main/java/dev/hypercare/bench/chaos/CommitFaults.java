package dev.hypercare.bench.chaos;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Kafka Streams and a transactional producer, and does what it was armed for at the next commit of a transaction that
 * holds records (partials, windows or state; partials, if it is to be between the flush and the commit): ends the process, or says that
 * the commit timed out, which Kafka Streams takes for corrupted tasks.
 */
final class CommitFaults implements InvocationHandler {
    /** In the name of the topic that combiners write to; the flush before a commit writes there. */
    private static final String PARTIALS = "kpi-partials";

    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable FaultKind> armed;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger partials = new AtomicInteger();

    /**
     * Whether the transaction was committed although Kafka Streams was told that this timed out. It may say so again, as a real
     * producer lets it: nothing is left to be done.
     */
    private boolean over;

    private CommitFaults(Producer<byte[], byte[]> producer, AtomicReference<@Nullable FaultKind> armed) {
        this.producer = producer;
        this.armed = armed;
    }

    /** The producer with this before it; {@code armed} is emptied by what it causes. */
    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> around(
            Producer<byte[], byte[]> producer, AtomicReference<@Nullable FaultKind> armed) {
        return (Producer<byte[], byte[]>) java.lang.reflect.Proxy.newProxyInstance(
                CommitFaults.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                new CommitFaults(producer, armed));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        return switch (method.getName()) {
            case "send" -> {
                sent.incrementAndGet();
                if (args != null
                        && args[0] instanceof ProducerRecord<?, ?> record
                        && record.topic().contains(PARTIALS)) {
                    partials.incrementAndGet();
                }
                yield pass(method, args);
            }
            case "sendOffsetsToTransaction" -> {
                halt(FaultKind.HALT_BEFORE_OFFSETS);
                yield over && args != null && args[0] instanceof Map<?, ?> none && none.isEmpty()
                        ? null
                        : pass(method, args);
            }
            case "commitTransaction" -> over ? null : commit(method, args);
            case "beginTransaction" -> {
                over = false;
                sent.set(0);
                partials.set(0);
                yield pass(method, args);
            }
            case "abortTransaction" -> over ? null : pass(method, args);
            default -> pass(method, args);
        };
    }

    private @Nullable Object commit(Method method, Object @Nullable [] args) throws Throwable {
        halt(FaultKind.HALT_BEFORE_COMMIT);
        timeOut(FaultKind.CORRUPT_UNCOMMITTED);
        Object result = pass(method, args);
        halt(FaultKind.HALT_AFTER_COMMIT);
        over = true;
        timeOut(FaultKind.CORRUPT_COMMITTED);
        over = false;
        return result;
    }

    private @Nullable Object pass(Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(producer, args);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void halt(FaultKind kind) {
        if (due(kind)) {
            ChaosInstance.say("did " + kind);
            Runtime.getRuntime().halt(128 + 9);
        }
    }

    private void timeOut(FaultKind kind) {
        if (due(kind)) {
            ChaosInstance.say("did " + kind);
            throw new TimeoutException("injected: " + kind.text());
        }
    }

    private boolean due(FaultKind kind) {
        return (kind.betweenFlushAndCommit() ? partials : sent).get() > 0 && armed.compareAndSet(kind, null);
    }
}

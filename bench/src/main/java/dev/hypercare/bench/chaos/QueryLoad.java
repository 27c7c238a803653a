package dev.hypercare.bench.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts questions all the time, each to one of all instances by chance, dead ones too, of ranges that have been decided for a while. Where there
 * is no answer, or another one than was asked for, the next instance is asked, each at most once: what a client or a load balancer does.
 */
final class QueryLoad implements AutoCloseable {
    private static final int WORKERS = 4;

    private final InstanceCalls calls = new InstanceCalls();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(WORKERS);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final List<InstanceNode> instances;
    private final Supplier<AskedQuery> questions;
    private final AnswerFile answers;
    private final Random random;
    private volatile boolean paused = true;

    private QueryLoad(List<InstanceNode> instances, Supplier<AskedQuery> questions, AnswerFile answers, long seed) {
        this.instances = instances;
        this.questions = questions;
        this.answers = answers;
        this.random = new Random(seed);
    }

    /**
     * One that asks nothing before {@link #resume()}.
     *
     * @param questions the next one to be put, by several threads
     * @param answers where all of it goes
     * @param perSecond questions
     */
    static QueryLoad prepare(
            List<InstanceNode> instances,
            Supplier<AskedQuery> questions,
            AnswerFile answers,
            long seed,
            double perSecond) {
        QueryLoad load = new QueryLoad(instances, questions, answers, seed);
        long every = Math.round(1e6 / perSecond);
        for (int i = 0; i < WORKERS; i++) {
            var unused =
                    load.threads.scheduleAtFixedRate(load::askOne, i * every, WORKERS * every, TimeUnit.MICROSECONDS);
        }
        return load;
    }

    void resume() {
        paused = false;
    }

    void pause() {
        paused = true;
    }

    /** Error: what went wrong with the asking itself. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RuntimeException e = failure.get();
        if (e != null) {
            throw e;
        }
    }

    private void askOne() {
        if (paused || failure.get() != null) {
            return;
        }
        try {
            AskedQuery query = questions.get();
            List<InstanceNode> order = new ArrayList<>(instances);
            synchronized (random) {
                Collections.shuffle(order, random);
            }
            String body = "";
            for (InstanceNode instance : order) {
                InstanceCalls.Answer answer = calls.put(query, instance);
                query = answer.query();
                body = answer.body();
                if (query.answered()) {
                    break;
                }
            }
            answers.add(query, body);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }
}

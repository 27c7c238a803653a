package dev.hypercare.streams;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The one hook before a commit: a store without data that Kafka Streams asks to flush its cache in {@code prepareCommit()}, before
 * the producer is flushed and the input offsets are committed. ({@code StateStore.commit()} runs after the offsets are committed:
 * what is held back until then is lost in a crash between the two.) It uses two internal classes of Kafka Streams and is tested
 * against each version. Stores that the callback writes to must not be cached, or must be registered after this one.
 */
public final class CommitHook implements StateStore, CachedStateStore<Object, Object> {
    private final String name;
    private boolean open;
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorNode<?, ?, ?, ?> node;
    private @Nullable Runnable beforeCommit;

    private CommitHook(String name) {
        this.name = name;
    }

    /** Called from {@code Processor.init()}: from now on {@code beforeCommit} runs before each commit and may forward records. */
    public void bind(ProcessorContext<?, ?> processorContext, Runnable callback) {
        context = (InternalProcessorContext<?, ?>) processorContext;
        node = context.currentNode();
        beforeCommit = callback;
    }

    @Override
    public void flushCache() {
        if (beforeCommit == null || context == null) {
            return;
        }
        ProcessorNode<?, ?, ?, ?> previous = context.currentNode();
        context.setCurrentNode(node);
        try {
            beforeCommit.run();
        } finally {
            context.setCurrentNode(previous);
        }
    }

    @Override
    public boolean setFlushListener(
            org.apache.kafka.streams.state.internals.CacheFlushListener<Object, Object> listener,
            boolean sendOldValues) {
        return false;
    }

    @Override
    public void clearCache() {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext storeContext, StateStore root) {
        storeContext.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {}

    @Override
    public void close() {
        open = false;
        beforeCommit = null;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** How Kafka Streams makes one for each task. */
    public static StoreBuilder<CommitHook> builder(String name) {
        return new StoreBuilder<>() {
            @Override
            public StoreBuilder<CommitHook> withCachingEnabled() {
                return this;
            }

            @Override
            public StoreBuilder<CommitHook> withCachingDisabled() {
                return this;
            }

            @Override
            public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
                return this;
            }

            @Override
            public StoreBuilder<CommitHook> withLoggingDisabled() {
                return this;
            }

            @Override
            public CommitHook build() {
                return new CommitHook(name);
            }

            @Override
            public Map<String, String> logConfig() {
                return Map.of();
            }

            @Override
            public boolean loggingEnabled() {
                return false;
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}

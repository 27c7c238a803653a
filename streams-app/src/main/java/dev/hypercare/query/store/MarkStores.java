package dev.hypercare.query.store;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.MarkBook;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The marks that are kept; new ones go to the topic. Marks are rare, so each write has a producer of its own. */
final class MarkStores implements MarkBook {
    private final Supplier<List<Mark>> marks;
    private final ClusterAccess cluster;

    /** @param marks reads all of them */
    MarkStores(Supplier<List<Mark>> marks, ClusterAccess cluster) {
        this.marks = marks;
        this.cluster = cluster;
    }

    /** All marks of a store. */
    static List<Mark> all(ReadOnlyKeyValueStore<String, Mark> store) {
        List<Mark> marks = new ArrayList<>();
        try (KeyValueIterator<String, Mark> all = store.all()) {
            all.forEachRemaining(entry -> marks.add(entry.value));
        }
        return marks;
    }

    @Override
    public List<Mark> marks() {
        return marks.get();
    }

    @Override
    public void put(Mark mark) {
        write(writer -> writer.write(mark.getId(), mark));
    }

    @Override
    public void remove(String id) {
        write(writer -> writer.remove(id));
    }

    private void write(Consumer<TopicWriter<Mark>> action) {
        try (TopicWriter<Mark> writer = cluster.writer(Topics.MARKS)) {
            action.accept(writer);
        } catch (InvalidInput | RegistryException e) {
            throw new NotReadyException("the mark could not be written: " + e.getMessage());
        }
    }
}

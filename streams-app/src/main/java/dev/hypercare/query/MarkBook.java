package dev.hypercare.query;

import dev.hypercare.schemas.events.Mark;
import java.util.List;

/** What people said of alerts: read from a store, written to the topic, from which the store learns it a moment later. */
public interface MarkBook {

    /** All of them, in any order. Error: {@link NotReadyException} while the store cannot be read. */
    List<Mark> marks();

    /** Makes one, or replaces that of the same id. Error: {@link NotReadyException} where the topic cannot be written. */
    void put(Mark mark);

    /** Takes one back. Error: {@link NotReadyException} where the topic cannot be written. */
    void remove(String id);

    /** One that is never ready, for a process whose applications keep no marks. */
    static MarkBook absent(String why) {
        return new MarkBook() {
            @Override
            public List<Mark> marks() {
                throw new NotReadyException(why);
            }

            @Override
            public void put(Mark mark) {
                throw new NotReadyException(why);
            }

            @Override
            public void remove(String id) {
                throw new NotReadyException(why);
            }
        };
    }
}

package dev.hypercare.rules;

import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Change;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people have said and rules need to know. It may change at any time; what is learned asks for it minute by minute. */
interface Reference {
    /** Where nobody has said anything. */
    Reference NONE = new Reference() {
        @Override
        public @Nullable Long goLive(String api) {
            return null;
        }

        @Override
        public byte @Nullable [] baseline(String name, Series series, String of) {
            return null;
        }

        @Override
        public List<Change> changes(String api, long after, long at) {
            return List.of();
        }
    };

    /** When an API went or goes live by the catalog, milliseconds since the epoch; null where that is not known. */
    @Nullable
    Long goLive(String api);

    /**
     * What was ordinary for a series by a named baseline, as a norm wrote it; null where there is none. The same array until it changes.
     *
     * @param of in which respect
     */
    byte @Nullable [] baseline(String name, Series series, String of);

    /**
     * What was changed of an API, or of one that it depends on by the catalog, as it is known at an instant: what began after {@code after}
     * and until then, milliseconds, the newest first.
     */
    List<Change> changes(String api, long after, long at);

    /** How long after a change whatever begins is told with it. */
    default Duration changeWithin() {
        return RulesConfig.CHANGE_WITHIN;
    }
}

package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: of all that is added, in any order, those that come first after the cursor. No more is kept in the heap.
 *
 * @param <T> what is listed
 */
final class Page<T> {
    /** Of a list that has no other limit. */
    static final int MOST = 10_000;

    private final @Nullable Context request;
    private final Map<String, String> parameters;
    private final int limit;
    private final @Nullable ListPlace after;
    private final TreeMap<ListPlace, T> kept = new TreeMap<>();
    private boolean cut;

    private Page(@Nullable Context request, Map<String, String> parameters, int limit) {
        this.request = request;
        this.parameters = parameters;
        this.limit = limit;
        this.after = request == null ? null : Cursor.read(request, parameters);
    }

    /** One that is empty. Error: {@link ApiProblem} for a limit or a cursor that cannot be used. */
    static <T> Page<T> of(Context request, Map<String, String> parameters) {
        return of(request, parameters, MOST, MOST);
    }

    /**
     * The same.
     *
     * @param usual how long it is where no limit is given
     * @param most largest limit
     */
    static <T> Page<T> of(Context request, Map<String, String> parameters, int usual, int most) {
        return new Page<>(request, parameters, ParameterValues.limit(parameters, usual, most));
    }

    /** The first and only one, for those who listen. */
    static <T> Page<T> whole() {
        return new Page<>(null, Map.of(), MOST);
    }

    /** The names of the parameters of a list, with those that pages need. */
    static List<String> parameters(String... own) {
        return Stream.concat(Stream.of(own), Stream.of("limit", Cursor.NAME, "format"))
                .toList();
    }

    /** Adds something; what has the place of something else takes it. */
    void add(ListPlace place, T item) {
        if (after != null && place.compareTo(after) <= 0) {
            return;
        }
        kept.put(place, item);
        if (kept.size() > limit) {
            kept.pollLastEntry();
            cut = true;
        }
    }

    /** What is on the page, in order. */
    List<T> items() {
        return List.copyOf(kept.values());
    }

    /** Whether something comes after it. */
    boolean isCut() {
        return cut;
    }

    /** Says in the answer where the next page begins, if there is one. */
    void tell(ObjectNode json) {
        if (cut && request != null) {
            json.put("next", Cursor.tell(request, parameters, kept.lastKey()));
        }
    }
}

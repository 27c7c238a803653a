package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.cli.QueryClient.Paged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a list is wanted; it is asked for page by page. */
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class PageOptions {
    /** Longest page that every list has. */
    private static final int LONGEST = 1000;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (default: what the list has on its first page).")
    private @Nullable Integer limit;

    @Option(names = "--all", description = "All there are, whatever it takes.")
    private boolean all;

    /** The pages as one answer in JSON, the elements of {@code list} and of {@code notes} one after the other. */
    JsonNode json(QueryClient client, String path, Map<String, String> question, String list) {
        ObjectNode[] whole = new ObjectNode[1];
        each(client, path, question, page -> {
            ObjectNode json = (ObjectNode) client.read(page.body());
            if (whole[0] == null) {
                whole[0] = json;
                return;
            }
            for (String name : List.of(list, "notes")) {
                if (whole[0].path(name) instanceof ArrayNode before) {
                    json.path(name).forEach(before::add);
                }
            }
            for (String name : List.of("cut", "next")) {
                whole[0].remove(name);
                if (json.has(name)) {
                    whole[0].set(name, json.get(name));
                }
            }
        });
        return whole[0];
    }

    /** The pages as one table in CSV, each as it comes, with one line of heads. */
    void csv(QueryClient client, String path, Map<String, String> question, Consumer<String> to) {
        boolean[] begun = new boolean[1];
        each(client, path, question, page -> {
            String body = page.body();
            to.accept(begun[0] ? body.substring(body.indexOf('\n') + 1) : body);
            begun[0] = true;
        });
    }

    private void each(QueryClient client, String path, Map<String, String> question, Consumer<Paged> to) {
        Map<String, String> asked = new LinkedHashMap<>(question);
        Integer most = all ? (Integer) Integer.MAX_VALUE : limit;
        String next;
        do {
            if (most != null) {
                asked.put("limit", String.valueOf(Math.min(most, LONGEST)));
                most -= LONGEST;
            }
            Paged page = client.page(path, asked);
            to.accept(page);
            next = page.next();
            asked.put("cursor", String.valueOf(next));
        } while (next != null && most != null && most > 0);
    }
}

package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a flood of questions was answered, by question and kind of answer. For many threads. */
final class FloodAnswers {
    /** In place of a status, where there was no answer. */
    static final int NONE = 0;

    private static final int REFUSED = 400;
    private static final int SERVER_FAULT = 500;
    private static final double MILLION = 1e6;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TreeMap<Kind, List<Long>> nanos = new TreeMap<>();

    /** A question and a kind of answer: its status, and the title of the problem where it tells one. */
    private record Kind(String question, int status, String title) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int byQuestion = question.compareTo(other.question);
            int byStatus = byQuestion == 0 ? Integer.compare(status, other.status) : byQuestion;
            return byStatus == 0 ? title.compareTo(other.title) : byStatus;
        }

        boolean isFault() {
            return status == NONE || status >= SERVER_FAULT;
        }
    }

    /**
     * One answer.
     *
     * @param status by HTTP; {@link #NONE} for none
     * @param body what it said, or why there was none
     * @param took nanoseconds
     */
    void note(String question, int status, String body, long took) {
        Kind kind = new Kind(question, status, status == NONE ? body : status < REFUSED ? "" : title(body));
        synchronized (nanos) {
            nanos.computeIfAbsent(kind, unseen -> new ArrayList<>()).add(took);
        }
    }

    /** How many there were by status. */
    Map<Integer, Long> statuses() {
        Map<Integer, Long> statuses = new TreeMap<>();
        synchronized (nanos) {
            nanos.forEach((kind, all) -> statuses.merge(kind.status, (long) all.size(), Long::sum));
        }
        return statuses;
    }

    /** Those that say the fault is ours, and none at all. */
    long faults() {
        synchronized (nanos) {
            return nanos.entrySet().stream()
                    .filter(one -> one.getKey().isFault())
                    .mapToLong(one -> one.getValue().size())
                    .sum();
        }
    }

    /**
     * A question and a kind of answer.
     *
     * @param answers how many
     * @param p50Millis how long they took
     * @param maxMillis the longest
     */
    record Line(String question, int status, String title, int answers, double p50Millis, double maxMillis) {}

    /** One a question and kind of answer. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        synchronized (nanos) {
            nanos.forEach((kind, all) -> {
                List<Long> sorted = all.stream().sorted().toList();
                lines.add(new Line(
                        kind.question,
                        kind.status,
                        kind.title,
                        sorted.size(),
                        sorted.get(sorted.size() / 2) / MILLION,
                        sorted.get(sorted.size() - 1) / MILLION));
            });
        }
        return lines;
    }

    void print(PrintWriter out) {
        out.printf("%n%8s %9s %9s  %s%n", "answers", "p50 ms", "max ms", "question: answer");
        lines().forEach(line -> out.printf(
                Locale.ROOT,
                "%,8d %9.1f %9.1f  %s: %d %s%n",
                line.answers,
                line.p50Millis,
                line.maxMillis,
                line.question,
                line.status,
                line.title));
    }

    private static String title(String body) {
        try {
            return JSON.readTree(body).path("title").asText();
        } catch (JsonProcessingException e) {
            return "not JSON";
        }
    }
}

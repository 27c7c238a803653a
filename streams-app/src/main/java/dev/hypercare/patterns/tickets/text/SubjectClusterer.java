package dev.hypercare.patterns.tickets.text;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the subjects that texts share, one text at a time: it goes to the subject whose mean is most like it, or begins one. Two
 * subjects that a text shows to be alike become one; the id of the smaller lives on as an alias. What comes out depends on the texts
 * and their order alone, also when the memory was handed over and restored between. Not thread-safe.
 */
public final class SubjectClusterer {
    private static final String TOTALS = "n";
    private static final String TERM = "t|";
    private static final String SUBJECT = "s|";
    private static final int MOST_ALIASES = 50;
    /** A term that so many subjects have does not lead to them. */
    private static final int MOST_LED_TO = 400;
    /** The most usual term of a text leads where no other does. */
    private static final double COHESION = 1;

    private final String scope;
    private final SubjectLimits limits;
    private final TermTable table;
    private final Map<String, SubjectCluster> subjects = new LinkedHashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Set<String> changed = new TreeSet<>();
    private LedTo[] ledBy = new LedTo[1024];
    private double[] wanted = new double[1024];
    private long nextBorn;

    private record Candidate(SubjectCluster subject, double likeness) {
        /** The most alike first, of equals the oldest. */
        static final Comparator<Candidate> BEST =
                Comparator.<Candidate>comparingDouble(one -> -one.likeness).thenComparingLong(one -> one.subject.born);
    }

    /**
     * Where a text went.
     *
     * @param id of the subject
     * @param isNew whether the text began it
     * @param likeness how alike they were, 0 to 1; 1 for a new one
     * @param joined id of a subject that became an alias of this one by this text; null for none
     * @param forgotten id of a subject that there was no place for any more; null for none
     */
    public record Placed(
            String id,
            boolean isNew,
            double likeness,
            @Nullable String joined,
            @Nullable String forgotten) {}

    /** @param scope whose texts these are, such as a tenant; part of the ids */
    public SubjectClusterer(String scope, SubjectLimits limits) {
        this.scope = scope;
        this.limits = limits;
        this.table = new TermTable(limits.maxTerms(), limits.halfLife());
    }

    /** Takes a text up at an event time, milliseconds; null where it has no words. */
    public @Nullable Placed place(SubjectText text, long at) {
        if (text.isEmpty()) {
            return null;
        }
        table.count(text);
        makeRoom();
        int size = text.terms().size();
        int[] terms = new int[size];
        double[] weights = new double[size];
        vector(text, terms, weights);
        List<Candidate> alike = alike(terms, weights, null);
        boolean fits = !alike.isEmpty() && alike.get(0).likeness >= limits.join();
        SubjectCluster subject = fits ? alike.get(0).subject : begin(text);
        boolean isNew = subject.total == 0;
        String forgotten = isNew ? limit() : null;
        add(subject, terms, weights, size, 1);
        subject.lastUsed = Math.max(subject.lastUsed, at);
        String joined = isNew ? null : join(subject, alike);
        String id = joined == null ? subject.id : Objects.requireNonNull(resolve(subject.id));
        changed.add(id);
        table.limit(term -> ledBy[term] != null && ledBy[term].size > 0);
        double likeness = isNew ? 1 : alike.isEmpty() ? 0 : alike.get(0).likeness;
        return new Placed(id, isNew, likeness, joined, forgotten);
    }

    /** The id under which a subject is known now: its own or that of the one it was joined to; null where it was forgotten. */
    public @Nullable String resolve(String id) {
        String now = id;
        while (now != null && !subjects.containsKey(now)) {
            now = aliases.get(now);
        }
        return now;
    }

    /** How many subjects there are. */
    public int size() {
        return subjects.size();
    }

    /** The words that say best what a subject is about, the most telling first; none where it is not known. */
    public List<String> words(String id, int most) {
        SubjectCluster subject = subjects.get(id);
        if (subject == null) {
            return List.of();
        }
        return IntStream.range(0, subject.size)
                .boxed()
                .filter(i -> !table.shown(subject.terms[i]).isEmpty())
                .sorted(Comparator.<Integer>comparingDouble(i -> -subject.weights[i] * table.idf(subject.terms[i]))
                        .thenComparing(i -> table.name(subject.terms[i])))
                .limit(most)
                .map(i -> table.shown(subject.terms[i]))
                .toList();
    }

    /** The ids that were joined to a subject, oldest first, at most 50. */
    public List<String> aliases(String id) {
        SubjectCluster subject = subjects.get(id);
        return subject == null ? List.of() : List.copyOf(subject.aliases);
    }

    /** Hands over what changed since the last time: key and bytes, null for what is gone. */
    public void drain(BiConsumer<String, byte @Nullable []> to) {
        table.drain((term, bytes) -> to.accept(TERM + term, bytes));
        for (String id : changed) {
            SubjectCluster subject = subjects.get(id);
            to.accept(SUBJECT + id, subject == null ? null : subject.toBytes(table));
        }
        changed.clear();
        BinaryWriter totals = new BinaryWriter();
        totals.number(nextBorn);
        table.writeTotals(totals);
        to.accept(TOTALS, totals.toBytes());
    }

    /** Takes back everything that {@link #drain} has handed over, key by key as it stands now. Call it before the first text. */
    public void restore(Map<String, byte[]> entries) {
        byte[] totals = entries.get(TOTALS);
        if (totals == null) {
            return;
        }
        ByteBuffer from = ByteBuffer.wrap(totals);
        nextBorn = BinaryWriter.readNumber(from);
        table.readTotals(from);
        entries.forEach((key, bytes) -> {
            if (key.startsWith(TERM)) {
                table.restore(key.substring(TERM.length()), bytes);
            }
        });
        makeRoom();
        List<SubjectCluster> known = new ArrayList<>();
        entries.forEach((key, bytes) -> {
            if (key.startsWith(SUBJECT)) {
                known.add(SubjectCluster.of(key.substring(SUBJECT.length()), bytes, table));
            }
        });
        makeRoom();
        known.sort(Comparator.comparingLong(subject -> subject.born));
        for (SubjectCluster subject : known) {
            subjects.put(subject.id, subject);
            subject.aliases.forEach(alias -> aliases.put(alias, subject.id));
            for (int i = 0; i < subject.size; i++) {
                lead(subject.terms[i], subject);
            }
        }
    }

    private void vector(SubjectText text, int[] terms, double[] weights) {
        int n = 0;
        double square = 0;
        for (Map.Entry<String, Double> term : text.terms().entrySet()) {
            terms[n] = table.place(term.getKey());
            weights[n] = term.getValue();
            double weighed = weights[n] * table.idf(terms[n]);
            square += weighed * weighed;
            n++;
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < n; i++) {
            weights[i] /= length;
        }
    }

    /** Subjects that share a telling term, the most alike first; {@code weights} have to have length 1 in the space of tf-idf. */
    private List<Candidate> alike(int[] terms, double[] weights, @Nullable SubjectCluster without) {
        Set<SubjectCluster> seen = new LinkedHashSet<>();
        for (int i = 0; i < terms.length; i++) {
            wanted[terms[i]] = weights[i];
            LedTo led = ledBy[terms[i]];
            if (led != null && led.size <= MOST_LED_TO) {
                seen.addAll(Arrays.asList(led.subjects).subList(0, led.size));
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        for (SubjectCluster subject : seen) {
            if (subject != without) {
                double likeness = likeness(subject);
                if (likeness >= limits.join()) {
                    candidates.add(new Candidate(subject, likeness));
                }
            }
        }
        for (int term : terms) {
            wanted[term] = 0;
        }
        candidates.sort(Candidate.BEST);
        return candidates;
    }

    /** The cosine of a subject and what is wanted. */
    private double likeness(SubjectCluster subject) {
        double dot = 0;
        double square = 0;
        for (int i = 0; i < subject.size; i++) {
            double idf = table.idf(subject.terms[i]);
            double weighed = subject.weights[i] * idf;
            square += weighed * weighed;
            dot += weighed * wanted[subject.terms[i]] * idf;
        }
        return square == 0 ? 0 : dot / Math.pow(square, COHESION / 2);
    }

    private SubjectCluster begin(SubjectText text) {
        String id = SubjectId.of(scope, text);
        String known = resolve(id);
        if (known != null) {
            // The same first text as one that has moved away from it since.
            return Objects.requireNonNull(subjects.get(known));
        }
        SubjectCluster subject = new SubjectCluster(id, nextBorn++);
        subjects.put(id, subject);
        return subject;
    }

    private void add(SubjectCluster subject, int[] terms, double[] weights, int size, long texts) {
        subject.blend(terms, weights, size, texts, term -> lead(term, subject));
        subject.prune(table, term -> Objects.requireNonNull(ledBy[term]).remove(subject));
    }

    /** Joins the second best subject to the best, or the other way, where the text has shown that they are alike. */
    private @Nullable String join(SubjectCluster subject, List<Candidate> alike) {
        if (alike.size() < 2) {
            return null;
        }
        SubjectCluster other = alike.get(1).subject;
        if (likeness(subject, other) < limits.merge()) {
            return null;
        }
        boolean otherStays = other.total > subject.total || other.total == subject.total && other.born < subject.born;
        SubjectCluster stays = otherStays ? other : subject;
        SubjectCluster goes = otherStays ? subject : other;
        forget(goes);
        add(stays, goes.terms, goes.weights, goes.size, goes.total);
        stays.lastUsed = Math.max(stays.lastUsed, goes.lastUsed);
        List<String> more = new ArrayList<>(goes.aliases);
        more.add(goes.id);
        for (String alias : more) {
            stays.aliases.add(alias);
            aliases.put(alias, stays.id);
        }
        while (stays.aliases.size() > MOST_ALIASES) {
            aliases.remove(stays.aliases.remove(0));
        }
        return goes.id;
    }

    private double likeness(SubjectCluster one, SubjectCluster other) {
        double square = 0;
        for (int i = 0; i < one.size; i++) {
            wanted[one.terms[i]] = one.weights[i];
            double weighed = one.weights[i] * table.idf(one.terms[i]);
            square += weighed * weighed;
        }
        double likeness = square == 0 ? 0 : likeness(other) / Math.sqrt(square);
        for (int i = 0; i < one.size; i++) {
            wanted[one.terms[i]] = 0;
        }
        return likeness;
    }

    /** Forgets the subject that has had no text for longest, where there are too many; returns its id. */
    private @Nullable String limit() {
        if (subjects.size() <= limits.maxSubjects()) {
            return null;
        }
        SubjectCluster oldest = null;
        for (SubjectCluster subject : subjects.values()) {
            boolean older = oldest == null
                    || subject.lastUsed < oldest.lastUsed
                    || subject.lastUsed == oldest.lastUsed && subject.born < oldest.born;
            if (subject.total > 0 && older) {
                oldest = subject;
            }
        }
        if (oldest == null) {
            return null;
        }
        forget(oldest);
        oldest.aliases.forEach(aliases::remove);
        return oldest.id;
    }

    private void forget(SubjectCluster subject) {
        subjects.remove(subject.id);
        changed.add(subject.id);
        for (int i = 0; i < subject.size; i++) {
            Objects.requireNonNull(ledBy[subject.terms[i]]).remove(subject);
        }
    }

    private void lead(int term, SubjectCluster subject) {
        LedTo led = ledBy[term];
        if (led == null) {
            led = new LedTo();
            ledBy[term] = led;
        }
        led.add(subject);
    }

    private void makeRoom() {
        if (table.size() > wanted.length) {
            int more = Math.max(table.size(), wanted.length * 2);
            ledBy = Arrays.copyOf(ledBy, more);
            wanted = Arrays.copyOf(wanted, more);
        }
    }
}

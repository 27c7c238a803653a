package dev.hypercare.patterns.mining;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.hypercare.contract.text.TextMask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the templates of messages as they come. What it says depends on the messages, their order and their times alone: one that was
 * restored from its rows goes on as if it had never stopped. It holds no more than {@link MiningLimits} allow. Not thread-safe.
 */
public final class TemplateMiner {
    /** The id of what found no place. */
    public static final String OTHER = "other";

    private static final String OTHER_TEXT = "(other messages: too many different ones)";
    private static final int MOST_ALIASES = 100;
    private static final int MOST_RECENT = 1024;

    /** Ids are made of it: to change it is to rename every template. */
    private static final Hasher64 HASHER = Hashing.wyhashFinal4(0x70617474L);

    private static final Comparator<Template> FOREMOST =
            Comparator.comparingLong(Template::lines).reversed().thenComparing(Template::id);

    private final MiningLimits limits;
    private final Likeness likeness;
    private final Learning learning;
    private final TemplateBook book = new TemplateBook();
    /** What masked messages are instances of: saves the look-up of what comes again and again. */
    private final Map<String, Template> recent = new HashMap<>();

    private final TreeSet<String> touched = new TreeSet<>();
    private long otherLines;
    private long otherLastUsed;

    /** A miner that knows nothing. */
    public TemplateMiner(MiningLimits limits) {
        this(limits, Thresholds.USUAL);
    }

    TemplateMiner(MiningLimits limits, Thresholds thresholds) {
        this.limits = limits;
        this.likeness = new Likeness(thresholds);
        this.learning = new Learning(limits);
    }

    /** A miner that knows what another one knew when it gave these rows. */
    public static TemplateMiner of(MiningLimits limits, List<TemplateRow> rows) {
        TemplateMiner miner = new TemplateMiner(limits);
        for (TemplateRow row : rows) {
            List<String> tokens = row.tokens();
            if (tokens == null) {
                continue;
            }
            if (row.id().equals(OTHER)) {
                miner.learning.restore(tokens);
                miner.otherLines = row.lines();
                miner.otherLastUsed = row.lastUsed();
            } else {
                miner.book.put(Template.of(row));
            }
        }
        return miner;
    }

    /**
     * Takes a message.
     *
     * @param text the message, masked or not
     * @param at the end of its pane, milliseconds of event time
     */
    public Mined mine(String text, long at) {
        Template template = recent.get(text);
        if (template != null) { // what is masked already, as it comes from the calls
            return use(template, at, false, List.of());
        }
        String masked = TextMask.mask(text);
        template = recent.get(masked);
        if (template == null) {
            String[] line = TokenLine.of(masked, limits.maxTokens());
            template = book.match(line);
            if (template == null) {
                return learn(line, at);
            }
            remember(masked, template);
        }
        return use(template, at, false, List.of());
    }

    private void remember(String masked, Template template) {
        if (recent.size() == MOST_RECENT) {
            recent.clear();
        }
        recent.put(masked, template);
    }

    private Mined use(Template template, long at, boolean isNew, List<String> joined) {
        if (template.use(at)) {
            touched.add(template.id());
        }
        return new Mined(template.id(), template.text(), isNew, joined);
    }

    private Mined learn(String[] line, long at) {
        if (learning.rests(at)) {
            return other(at);
        }
        Template unknown = new Template(id(line), line, List.of(), at, 0);
        List<Template> same = likeness.same(unknown, book.ofLength(line.length));
        if (!same.isEmpty()) {
            recent.clear();
            List<String> joined = new ArrayList<>();
            Template foremost = join(same, joined);
            foremost.cover(line);
            return use(
                    settle(foremost, joined),
                    at,
                    false,
                    joined.stream().sorted().toList());
        }
        if (book.size() >= limits.maxTemplates() && !makePlace(at)) {
            return other(at);
        }
        book.put(unknown);
        return use(unknown, at, true, List.of());
    }

    /** The first of them becomes all of them. */
    private Template join(List<Template> same, List<String> joined) {
        List<Template> inOrder = same.stream().sorted(FOREMOST).toList();
        Template foremost = inOrder.get(0);
        for (Template other : inOrder.subList(1, inOrder.size())) {
            foremost.join(other, MOST_ALIASES);
            remove(other);
            joined.add(other.id());
        }
        return foremost;
    }

    /** What has become more general may now be one with others. */
    private Template settle(Template general, List<String> joined) {
        Template now = general;
        while (true) {
            List<Template> same = likeness.same(now, book.ofLength(now.tokens().length));
            if (same.isEmpty()) {
                return now;
            }
            List<Template> all = new ArrayList<>(same);
            all.add(now);
            now = join(all, joined);
        }
    }

    private boolean makePlace(long at) {
        Template oldest = book.oldest();
        if (oldest.lastUsed() >= at || !learning.mayEvict(at)) {
            return false;
        }
        recent.clear();
        remove(oldest);
        touched.add(OTHER); // how many made place is kept in its row
        return true;
    }

    private void remove(Template template) {
        book.remove(template);
        touched.add(template.id());
    }

    private Mined other(long at) {
        otherLines++;
        otherLastUsed = Math.max(otherLastUsed, at);
        touched.add(OTHER);
        return new Mined(OTHER, OTHER_TEXT, false, List.of());
    }

    private static String id(String[] line) {
        byte[] text = TokenLine.text(line).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits(HASHER.hashBytesToLong(text, 0, text.length));
    }

    /** The id that a template has now: of one that joined another, that one's; otherwise the same. */
    public String current(String id) {
        return book.named(id).map(Template::id).orElse(id);
    }

    /** How many templates are known. */
    public int size() {
        return book.size();
    }

    /** All that it knows, by id. */
    public List<TemplateRow> rows() {
        List<TemplateRow> rows =
                new ArrayList<>(book.all().stream().map(Template::row).toList());
        rows.add(otherRow());
        return rows;
    }

    /** The rows that changed since this was asked last, by id; of what is no more, without tokens. */
    public List<TemplateRow> changed() {
        List<TemplateRow> rows = touched.stream().map(this::row).toList();
        touched.forEach(id -> {
            Template template = book.get(id);
            if (template != null) {
                template.told();
            }
        });
        touched.clear();
        return rows;
    }

    private TemplateRow row(String id) {
        if (id.equals(OTHER)) {
            return otherRow();
        }
        Template template = book.get(id);
        return template == null ? new TemplateRow(id, null, List.of(), 0, 0) : template.row();
    }

    private TemplateRow otherRow() {
        return new TemplateRow(OTHER, learning.numbers(), List.of(), otherLastUsed, otherLines);
    }
}

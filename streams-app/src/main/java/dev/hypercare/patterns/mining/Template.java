package dev.hypercare.patterns.mining;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** A template that the miner knows. Its id stays when it becomes more general. Not thread-safe. */
final class Template {
    private static final int ENOUGH_WORDS = 2;

    private final String id;
    private final TreeSet<String> aliases;
    private String[] tokens;
    private String text;
    private int wildcards;
    private boolean saysEnough;
    private long lastUsed;
    private long lines;
    private boolean used;

    Template(String id, String[] tokens, Collection<String> aliases, long lastUsed, long lines) {
        this.id = id;
        this.tokens = tokens;
        this.text = TokenLine.text(tokens);
        look();
        this.aliases = new TreeSet<>(aliases);
        this.lastUsed = lastUsed;
        this.lines = lines;
    }

    static Template of(TemplateRow row) {
        return new Template(
                row.id(),
                Objects.requireNonNull(row.tokens()).toArray(String[]::new),
                row.aliases(),
                row.lastUsed(),
                row.lines());
    }

    TemplateRow row() {
        return new TemplateRow(id, List.of(tokens), List.copyOf(aliases), lastUsed, lines);
    }

    private void look() {
        wildcards = 0;
        int words = 0;
        for (String token : tokens) {
            wildcards += TokenLine.isWildcard(token) ? 1 : 0;
            words += TokenLine.isWord(token) ? 1 : 0;
        }
        saysEnough = words >= ENOUGH_WORDS;
    }

    String id() {
        return id;
    }

    TreeSet<String> aliases() {
        return aliases;
    }

    String[] tokens() {
        return tokens;
    }

    String text() {
        return text;
    }

    int wildcards() {
        return wildcards;
    }

    long lastUsed() {
        return lastUsed;
    }

    long lines() {
        return lines;
    }

    /** Counts a line. Returns whether it is the first one since {@link #told}. */
    boolean use(long at) {
        lastUsed = Math.max(lastUsed, at);
        lines++;
        boolean first = !used;
        used = true;
        return first;
    }

    /** Its row was handed on. */
    void told() {
        used = false;
    }

    /** Whether a line of as many tokens is an instance. Where too little is said, only a masked value is one. */
    boolean covers(String[] line) {
        boolean filled = false;
        for (int i = 0; i < tokens.length; i++) {
            if (!tokens[i].equals(line[i])) {
                if (!TokenLine.isWildcard(tokens[i]) || !TokenLine.canReplace(tokens[i], line[i])) {
                    return false;
                }
                filled = true;
            }
        }
        return !filled || saysEnough;
    }

    /** Becomes as general as to cover another one of as many tokens. */
    void cover(String[] other) {
        String[] general = tokens.clone();
        for (int i = 0; i < general.length; i++) {
            if (!general[i].equals(other[i])) {
                general[i] = TokenLine.wildcard(general[i]);
            }
        }
        tokens = general;
        text = TokenLine.text(general);
        look();
    }

    /** Takes over what another one was, which is no more. */
    void join(Template other, int mostAliases) {
        cover(other.tokens);
        lastUsed = Math.max(lastUsed, other.lastUsed);
        lines += other.lines;
        aliases.add(other.id);
        aliases.addAll(other.aliases);
        while (aliases.size() > mostAliases) {
            aliases.pollLast();
        }
    }
}

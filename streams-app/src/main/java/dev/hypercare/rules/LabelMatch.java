package dev.hypercare.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which series of its view a rule looks at: for each label named, one of the patterns has to match the whole value. {@code *}
 * stands for any text, {@code ?} for one character.
 */
final class LabelMatch {
    private final Map<String, List<String>> patterns;
    private final Map<String, List<Pattern>> compiled = new LinkedHashMap<>();

    LabelMatch(Map<String, List<String>> patterns) {
        this.patterns = new LinkedHashMap<>(patterns);
        patterns.forEach((label, globs) ->
                compiled.put(label, globs.stream().map(LabelMatch::glob).toList()));
    }

    /** Whether labels match; a label that is not named may have any value. */
    boolean matches(Map<String, String> labels) {
        for (Map.Entry<String, List<Pattern>> entry : compiled.entrySet()) {
            String value = labels.get(entry.getKey());
            if (value == null
                    || entry.getValue().stream()
                            .noneMatch(pattern -> pattern.matcher(value).matches())) {
                return false;
            }
        }
        return true;
    }

    private static Pattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    @Override
    public String toString() {
        return patterns.toString();
    }
}

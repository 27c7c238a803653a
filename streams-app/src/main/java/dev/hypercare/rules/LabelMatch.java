package dev.hypercare.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which series of its view a rule looks at: for each label named, one of the patterns has to match the whole value. {@code *}
 * stands for any text, {@code ?} for one character.
 */
final class LabelMatch {
    private final Map<String, List<String>> patterns;

    LabelMatch(Map<String, List<String>> patterns) {
        this.patterns = Collections.unmodifiableMap(new LinkedHashMap<>(patterns));
    }

    /** The patterns by label, in the order of the rule. */
    Map<String, List<String>> patterns() {
        return patterns;
    }

    /** Whether labels match; a label that is not named may have any value. */
    boolean matches(Map<String, String> labels) {
        for (Map.Entry<String, List<String>> entry : patterns.entrySet()) {
            String value = labels.get(entry.getKey());
            if (value == null || entry.getValue().stream().noneMatch(glob -> matches(glob, value))) {
                return false;
            }
        }
        return true;
    }

    /** Whether labels of which some may be missing can be those of a series that matches. */
    boolean mayMatch(Map<String, String> some) {
        for (Map.Entry<String, List<String>> entry : patterns.entrySet()) {
            String value = some.get(entry.getKey());
            if (value != null && entry.getValue().stream().noneMatch(glob -> matches(glob, value))) {
                return false;
            }
        }
        return true;
    }

    /** Where the first wildcard of a pattern is; -1 for none. */
    static int firstWildcard(String glob) {
        int star = glob.indexOf('*');
        int any = glob.indexOf('?');
        return star < 0 ? any : any < 0 ? star : Math.min(star, any);
    }

    /** Takes at most as many steps as pattern and value have characters, multiplied: no pattern can hold anybody up. */
    private static boolean matches(String glob, String value) {
        int inGlob = 0;
        int inValue = 0;
        int star = -1;
        int afterStar = 0;
        while (inValue < value.length()) {
            char c = inGlob < glob.length() ? glob.charAt(inGlob) : 0;
            if (inGlob < glob.length() && c == '*') {
                star = inGlob++;
                afterStar = inValue;
            } else if (inGlob < glob.length() && (c == '?' || c == value.charAt(inValue))) {
                inGlob++;
                inValue++;
            } else if (star >= 0) {
                inGlob = star + 1;
                inValue = ++afterStar;
            } else {
                return false;
            }
        }
        while (inGlob < glob.length() && glob.charAt(inGlob) == '*') {
            inGlob++;
        }
        return inGlob == glob.length();
    }

    @Override
    public String toString() {
        return patterns.toString();
    }
}

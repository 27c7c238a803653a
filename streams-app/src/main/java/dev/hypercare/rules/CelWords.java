package dev.hypercare.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the CEL compiler found in the words of the rule language. */
final class CelWords {
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '(.+?)' applied to '\\((.*?)\\)'.*", Pattern.DOTALL);
    private static final Pattern RESULT = Pattern.compile("expected type 'bool' but found '(.+?)'");
    private static final Pattern SIZE =
            Pattern.compile(".*code point size exceeds limit: size: (\\d+), limit:? (\\d+).*", Pattern.DOTALL);
    private static final Pattern DEPTH = Pattern.compile(".*recursion limit exceeded. limit: (\\d+).*", Pattern.DOTALL);
    private static final Pattern PARSER = Pattern.compile("(.*?) expecting .*", Pattern.DOTALL);

    private CelWords() {}

    /** A message of the compiler as what was expected instead. */
    static String plain(String message) {
        Matcher overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            return "other operands for " + operator(overload.group(1)) + " than (" + types(overload.group(2)) + ")";
        }
        Matcher result = RESULT.matcher(message);
        if (result.matches()) {
            return "a condition that is true or false, not a " + types(result.group(1));
        }
        Matcher size = SIZE.matcher(message);
        if (size.matches()) {
            return "at most " + size.group(2) + " characters, not " + size.group(1) + "; make two rules of it";
        }
        Matcher depth = DEPTH.matcher(message);
        if (depth.matches()) {
            return "parentheses at most " + depth.group(1) + " deep; make two rules of it";
        }
        Matcher parser = PARSER.matcher(message);
        return "CEL: " + (parser.matches() ? parser.group(1) : message);
    }

    /** {@code >} for {@code _>_}. */
    static String operator(String function) {
        return function.equals("_?_:_") ? "? :" : function.equals("_[_]") ? "[ ]" : function.replace("_", "");
    }

    private static String types(String cel) {
        return cel.replace("double", "number").replace("bool", "truth value").replace("string", "text");
    }
}

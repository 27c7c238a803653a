package dev.hypercare.contract.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that stand elsewhere, so that no secret needs to stand in a configuration: {@code ${env:NAME}}, {@code ${file:/path}}. */
public final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");
    private static final Pattern SECRET =
            Pattern.compile("password|passphrase|secret|token|jaas|credential|user\\.?info|\\.key$|api[.-]?key");

    private References() {}

    /**
     * Puts the values in the place of the references.
     *
     * @param environment looks up a variable; null where it is not set
     * @return the text with all values. Error: {@link IllegalArgumentException} that says what was expected, without any value
     */
    public static String resolve(String text, UnaryOperator<@Nullable String> environment) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(2);
            String value = matcher.group(1).equals("env") ? variable(name, environment) : content(name);
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(resolved).toString();
    }

    /** All keys of a mapping with their values, references resolved; what cannot be is a problem at its key. */
    public static Map<String, String> words(Section mapping) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String key : mapping.keys()) {
            String text = mapping.string(key, "");
            try {
                words.put(key, resolve(text, System::getenv));
            } catch (IllegalArgumentException e) {
                mapping.problem(key, text, String.valueOf(e.getMessage()));
            }
        }
        return words;
    }

    /** The value as it may be shown: {@code ***} where the name of the key says that it is a secret. */
    public static String shown(String key, String value) {
        return SECRET.matcher(key.toLowerCase(Locale.ROOT)).find() ? "***" : value;
    }

    private static String variable(String name, UnaryOperator<@Nullable String> environment) {
        String value = environment.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name + " to be set");
        }
        return value;
    }

    private static String content(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("a readable text file " + path);
        }
    }
}

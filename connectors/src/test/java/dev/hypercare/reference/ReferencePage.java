package dev.hypercare.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** A page whose first part, up to the end of a comment, is written by hand, and whose rest is made of definitions. */
public final class ReferencePage {
    private static final String END_OF_HAND = "-->\n";

    private ReferencePage() {}

    /** Fails where the page is another; writes it where golden files are updated. */
    public static void assertUpToDate(Path page, String made) throws IOException {
        String now = Files.readString(page);
        String expected = now.substring(0, now.indexOf(END_OF_HAND) + END_OF_HAND.length()) + made;
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page))
                .as("run with -Dgolden.update=true and commit the diff")
                .isEqualTo(expected);
    }

    /** Every key with its default. */
    public static String table(ConfigDef definition) {
        return "| key | default | what |\n|---|---|---|\n"
                + definition.configKeys().values().stream()
                        .map(key ->
                                "| `" + key.name + "` | " + standard(key) + " | " + cell(key.documentation) + " |\n")
                        .collect(Collectors.joining());
    }

    /** What a key is where it is not given, as a cell. */
    static String standard(ConfigKey key) {
        if (!key.hasDefault()) {
            return "(must be given)";
        }
        String text = key.type == ConfigDef.Type.PASSWORD ? "" : ConfigDef.convertToString(key.defaultValue, key.type);
        return text == null || text.isEmpty()
                ? ""
                : "`" + text.replace(",", ", ").replace("|", "\\|").replace("\n", " ") + "`";
    }

    /** A text as a cell of a table. */
    static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}

package dev.hypercare.patterns.mining;

import java.util.List;

/**
 * What a message is an instance of.
 *
 * @param id of the template: 16 hexadecimal digits, or {@link TemplateMiner#OTHER}
 * @param template the message with {@code <*>} for what varies
 * @param isNew whether the template was not known before
 * @param joined ids, ascending, of templates that turned out to be this one with this message: from now on they are names of it; mostly none
 */
public record Mined(String id, String template, boolean isNew, List<String> joined) {}

package dev.hypercare.alerts;

import dev.hypercare.contract.config.Section;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the catalog comes from, besides its topic.
 *
 * @param file a file that is published to the topic at start; null for none
 */
public record CatalogConfig(@Nullable Path file) {

    public static CatalogConfig defaults() {
        return new CatalogConfig((Path) null);
    }

    /** Reads the section {@code catalog}; the file itself is read by {@link CatalogFile}. */
    public static CatalogConfig read(Section section) {
        String file = section.optional("file");
        return new CatalogConfig(file == null || file.isBlank() ? null : Path.of(file));
    }
}

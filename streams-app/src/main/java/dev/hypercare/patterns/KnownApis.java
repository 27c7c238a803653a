package dev.hypercare.patterns;

import dev.hypercare.schemas.events.CatalogEntry;
import org.jspecify.annotations.Nullable;

/** The catalog, as it is now. */
@FunctionalInterface
interface KnownApis {
    /** What is known of an API; null for nothing. */
    @Nullable
    CatalogEntry entry(String api);
}

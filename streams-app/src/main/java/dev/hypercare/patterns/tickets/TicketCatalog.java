package dev.hypercare.patterns.tickets;

import dev.hypercare.schemas.events.CatalogEntry;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the APIs now. It has no event time: changing it changes what is said from then on. */
interface TicketCatalog {
    /** The entry of an API; null where there is none. */
    @Nullable
    CatalogEntry entry(@Nullable String api);

    /** The names of all. */
    Collection<String> names();

    /** When an API went live or will, milliseconds; null where that is not known. */
    default @Nullable Long goLive(String api) {
        CatalogEntry entry = entry(api);
        return entry == null || entry.getGoLiveAt() == null
                ? null
                : (Long) entry.getGoLiveAt().toEpochMilli();
    }

    /** One that knows nothing. */
    static TicketCatalog empty() {
        return new TicketCatalog() {
            @Override
            public @Nullable CatalogEntry entry(@Nullable String api) {
                return null;
            }

            @Override
            public Collection<String> names() {
                return List.of();
            }
        };
    }
}

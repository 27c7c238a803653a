package dev.hypercare.testdata.simulate;

/**
 * A change that was made to an API, harmless or not: the labels tell which.
 *
 * @param at when it began, epoch ms
 * @param rolloutMillis how long until all calls were served by the new version; 0 for at once
 * @param kind {@code deployment} or {@code rollback}
 */
public record SimulatedChange(
        String id, long at, long rolloutMillis, String kind, String api, String version, String previousVersion) {}

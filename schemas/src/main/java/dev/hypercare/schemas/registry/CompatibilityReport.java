package dev.hypercare.schemas.registry;

import java.util.List;

/**
 * Whether a schema may follow those of a subject.
 *
 * @param reasons why not, in the words of the registry; may be empty either way
 */
public record CompatibilityReport(boolean compatible, List<String> reasons) {}

package dev.hypercare.query;

import dev.hypercare.query.access.AskedBy;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Mark;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Marks of the APIs that who asks may see: those whose selector names such an API, and those of an alert of one that has not ended.
 *
 * @param alerts all of them
 * @param tenancy tells who that is
 */
record TenantMarks(MarkBook all, AlertReader alerts, Tenancy tenancy) implements MarkBook {

    @Override
    public List<Mark> marks() {
        List<Mark> marks = all.marks();
        if (tenancy.limit() == null) {
            return marks;
        }
        Set<String> fingerprints = fingerprints();
        return marks.stream().filter(mark -> isTheirs(mark, fingerprints)).toList();
    }

    @Override
    public void put(Mark mark) {
        if (tenancy.limit() != null && !isTheirs(mark, fingerprints())) {
            throw new ApiProblem(
                    403,
                    ApiProblem.NOT_ALLOWED,
                    "the token " + AskedBy.visitor().name()
                            + ": the mark is not of an alert of its tenants, nor has its selector an API of theirs",
                    "Name such an API in the selector, or the fingerprint of an alert that lasts.");
        }
        all.put(mark);
    }

    @Override
    public void remove(String id) {
        if (tenancy.limit() == null
                || marks().stream().anyMatch(mark -> mark.getId().equals(id))) {
            all.remove(id);
        }
    }

    private Set<String> fingerprints() {
        return alerts.active().stream()
                .filter(tenancy::sees)
                .map(Alert::getFingerprint)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isTheirs(Mark mark, Set<String> fingerprints) {
        String fingerprint = mark.getFingerprint();
        return fingerprint == null ? tenancy.sees(mark.getSelector().get("api")) : fingerprints.contains(fingerprint);
    }
}

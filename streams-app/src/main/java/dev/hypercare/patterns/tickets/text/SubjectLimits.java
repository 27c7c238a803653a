package dev.hypercare.patterns.tickets.text;

/**
 * How subjects are found, and how many are kept.
 *
 * @param join how alike a text and a subject have to be, 0 to 1, for it to be one of its texts
 * @param merge how alike two subjects have to be, 0 to 1, to become one
 * @param maxSubjects subjects of a scope; beyond, the one is forgotten that has had no text for longest
 * @param maxTerms terms of which it is remembered how many texts have them, those of subjects aside
 * @param halfLife after so many texts one counts half as much in how usual a term is
 */
public record SubjectLimits(double join, double merge, int maxSubjects, int maxTerms, int halfLife) {
    public static final SubjectLimits DEFAULT = new SubjectLimits(0.3, 0.6, 2000, 40_000, 20_000);
}

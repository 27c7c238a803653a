package dev.hypercare.contract.measure;

/**
 * Bytes of a state that this version does not know the layout of: a newer one wrote them. Whoever meets it must stop, because to go
 * on would be to lose what they hold.
 */
public final class UnknownLayout extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /**
     * What was found instead of what.
     *
     * @param what the bytes, in the plural, such as {@code stored windows}
     * @param found first byte
     * @param newest the newest layout that this version reads; it reads all from 1 to there
     */
    public UnknownLayout(String what, int found, int newest) {
        super(what + " in layout " + found + " (expected: " + (newest == 1 ? "1" : "1 to " + newest)
                + "); a newer version wrote them and nothing is lost: start that version again, or rebuild the state from"
                + " calls, see docs/upgrading.md");
    }
}

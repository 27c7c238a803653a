package dev.hypercare.testdata.simulate;

/** What a fault does to a call that it touches. */
@FunctionalInterface
interface Effect {
    /**
     * Changes the call.
     *
     * @param sinceMillis since the fault began
     * @param draws of this call and fault alone
     */
    void change(Draft call, long sinceMillis, Draws draws);
}

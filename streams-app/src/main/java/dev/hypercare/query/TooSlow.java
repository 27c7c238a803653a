package dev.hypercare.query;

import java.time.Duration;

/** Reading for a question took longer than it may. Whose fault that is depends on what else was asked, see {@link Admission}. */
public final class TooSlow extends ApiProblem {
    private static final long serialVersionUID = 1;

    static final String TITLE = "The answer takes too long";
    static final String ADVICE =
            "Ask for a shorter range, longer steps or fewer series, or set query.limits.time higher.";

    /** @param limit how long it may take */
    public TooSlow(Duration limit) {
        super(503, TITLE, "reading for it took more than " + limit.toMillis() + " ms", ADVICE);
    }
}

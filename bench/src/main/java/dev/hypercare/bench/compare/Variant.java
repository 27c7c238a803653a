package dev.hypercare.bench.compare;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.data.Dataset;
import java.util.List;

/** One way of doing the work. */
interface Variant {
    /** As given to {@code --only}. */
    String name();

    /** One line for people. */
    String what();

    /** The form of the calls that it reads. */
    Dataset.Form form();

    /** Starts it; it begins to read at once. */
    ChildJvm start(Run run);

    /** Where its progress is seen. */
    List<OffsetTrail> trails(Run run);

    /** Holds what it put out against the truth, when all was read; it may still have to write the last of it. */
    Verdict verify(Run run, ChildJvm child, Verification truth) throws InterruptedException;
}

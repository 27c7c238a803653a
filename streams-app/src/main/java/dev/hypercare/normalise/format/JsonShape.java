package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.function.Function;

/**
 * What a JSON object with a call looks like.
 *
 * @param what it is, for people: {@code an entry of Kong}
 * @param fields those that matter
 * @param completion makes the call when all fields are read, or says why it is none
 */
record JsonShape(String what, FieldTable fields, Function<CallDraft, Outcome<CallDraft>> completion) {

    /** Reads the object on which the reader stands. */
    Outcome<CallDraft> read(FieldReader in) throws IOException {
        CallDraft draft = new CallDraft();
        in.object("", fields, draft);
        return in.problem() == null ? completion.apply(draft) : in.problem();
    }
}

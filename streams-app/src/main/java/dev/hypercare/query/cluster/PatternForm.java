package dev.hypercare.query.cluster;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.query.PatternPart;
import dev.hypercare.query.PatternQuestion;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Counts of patterns between instances. */
public final class PatternForm implements PartForm<PatternQuestion, PatternPart> {
    private static final int LAYOUT = 1;

    @Override
    public byte[] question(PatternQuestion question) {
        BinaryWriter to = new BinaryWriter();
        to.raw(LAYOUT);
        String api = question.api();
        to.number(api == null ? 0 : 1);
        if (api != null) {
            to.text(api);
        }
        to.number(question.from());
        to.number(question.to());
        return to.toBytes();
    }

    @Override
    public PatternQuestion question(byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "questions for counts of patterns");
        String api = BinaryWriter.readNumber(from) == 0 ? null : BinaryWriter.readText(from);
        return new PatternQuestion(api, BinaryWriter.readNumber(from), BinaryWriter.readNumber(from));
    }

    @Override
    public byte[] answer(PatternPart part) {
        BinaryWriter to = new BinaryWriter();
        to.raw(LAYOUT);
        to.number(part.countedUpTo());
        to.number(part.calls().size());
        part.calls().forEach((api, byId) -> {
            to.text(api);
            to.number(byId.size());
            byId.forEach((id, calls) -> {
                to.text(id);
                to.number(calls);
            });
        });
        return to.toBytes();
    }

    @Override
    public PatternPart answer(byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "answers for counts of patterns");
        long countedUpTo = BinaryWriter.readNumber(from);
        Map<String, Map<String, Long>> calls = new TreeMap<>();
        for (int left = BinaryWriter.readLength(from); left > 0; left--) {
            Map<String, Long> byId = new TreeMap<>();
            calls.put(BinaryWriter.readText(from), byId);
            for (int more = BinaryWriter.readLength(from); more > 0; more--) {
                byId.put(BinaryWriter.readText(from), BinaryWriter.readNumber(from));
            }
        }
        return new PatternPart(countedUpTo, calls);
    }
}

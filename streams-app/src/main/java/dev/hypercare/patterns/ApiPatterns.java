package dev.hypercare.patterns;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.patterns.mining.TemplateMiner;
import dev.hypercare.patterns.mining.TemplateRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The patterns of one API, and the miner that tells its messages apart. */
final class ApiPatterns {
    final String api;
    /** When the first message of the API came, milliseconds. */
    final long learnedFrom;

    final TemplateMiner miner;
    /** By the ids of the miner. */
    final Map<String, LivePattern> byMined = new TreeMap<>();

    ApiPatterns(String api, long learnedFrom, TemplateMiner miner) {
        this.api = api;
        this.learnedFrom = learnedFrom;
        this.miner = miner;
    }

    /** A row of the miner's memory as bytes. */
    static byte[] bytes(TemplateRow row, List<String> tokens) {
        BinaryWriter writer = new BinaryWriter();
        writer.text(row.id());
        texts(tokens, writer);
        texts(row.aliases(), writer);
        writer.number(row.lastUsed());
        writer.number(row.lines());
        return writer.toBytes();
    }

    static TemplateRow row(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        return new TemplateRow(
                BinaryWriter.readText(from),
                texts(from),
                texts(from),
                BinaryWriter.readNumber(from),
                BinaryWriter.readNumber(from));
    }

    private static void texts(List<String> texts, BinaryWriter to) {
        to.number(texts.size());
        texts.forEach(to::text);
    }

    private static List<String> texts(ByteBuffer from) {
        List<String> texts = new ArrayList<>();
        long size = BinaryWriter.readNumber(from);
        for (int i = 0; i < size; i++) {
            texts.add(BinaryWriter.readText(from));
        }
        return texts;
    }
}

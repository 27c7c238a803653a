package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * OTLP as the OpenTelemetry Collector's Kafka exporter writes it, in Protobuf or with the encoding {@code otlp_json}: requests of logs or spans,
 * with the attributes of the HTTP and generative AI conventions, today's and those before. A log record is a call. A span is one where it
 * is of kind server, or asks a model; the others are counted as no calls.
 */
public final class OtlpFormat implements Format {
    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public String about() {
        return "OpenTelemetry logs and spans, OTLP as Protobuf or JSON";
    }

    @Override
    public byte[] text(byte[] record) {
        byte[] json = OtlpProtobuf.toJson(record);
        return json == null ? record : json;
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        List<Parsed> entries = new ArrayList<>();
        Outcome<CallDraft> whole = StrictJson.problemOfText(record, 0, record.length);
        if (whole == null) {
            try (JsonParser parser = StrictJson.parser(record, 0, record.length)) {
                whole = new OtlpRequest(parser, entries).read();
            } catch (IOException | RuntimeException e) {
                whole = StrictJson.rejection(e);
            }
        }
        if (whole != null) {
            to.accept(new Parsed(null, 0, record.length, whole));
        } else {
            entries.forEach(to);
        }
    }
}

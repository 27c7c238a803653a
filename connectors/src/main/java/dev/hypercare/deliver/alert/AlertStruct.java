package dev.hypercare.deliver.alert;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads alerts from what {@code RecordConverter} makes in its nested shape. Fields that a newer schema adds are left alone. */
public final class AlertStruct {
    private final Struct struct;

    private AlertStruct(Struct struct) {
        this.struct = struct;
    }

    /** Error: {@link DataException} for what is no alert, saying which converter is expected. */
    public static DeliveredAlert read(@Nullable Object value) {
        if (!(value instanceof Struct struct) || struct.schema().field("fingerprint") == null) {
            throw new DataException("a value that is no alert; expected value.converter="
                    + "dev.hypercare.convert.RecordConverter with shape=nested, and the topic alerts");
        }
        return new AlertStruct(struct).read();
    }

    private DeliveredAlert read() {
        return new DeliveredAlert(
                needed("fingerprint"),
                needed("rule"),
                needed("ruleVersion"),
                needed("series"),
                texts("labels"),
                needed("state"),
                needed("severity"),
                needed("summary"),
                needed("reason"),
                neededTime("at"),
                neededTime("startedAt"),
                time("firedAt"),
                time("resolvedAt"),
                figures("evidence"),
                needed("condition"),
                text("runbook"),
                text("tenant"),
                text("owner"),
                text("criticality"),
                is("test"),
                text("impact"),
                text("suppression"),
                text("acknowledgedBy"),
                is("historic"),
                text("change"));
    }

    private @Nullable Object value(String name) {
        Field field = struct.schema().field(name);
        return field == null ? null : struct.get(field);
    }

    private @Nullable String text(String name) {
        Object value = value(name);
        return value == null ? null : value.toString();
    }

    private String needed(String name) {
        String text = text(name);
        if (text == null) {
            throw new DataException("an alert without " + name);
        }
        return text;
    }

    private boolean is(String name) {
        return Boolean.TRUE.equals(value(name));
    }

    private @Nullable Instant time(String name) {
        return value(name) instanceof Date date ? date.toInstant() : null;
    }

    private Instant neededTime(String name) {
        Instant time = time(name);
        if (time == null) {
            throw new DataException("an alert whose " + name + " is no timestamp");
        }
        return time;
    }

    private Map<String, String> texts(String name) {
        Map<String, String> texts = new HashMap<>();
        if (value(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        }
        return texts;
    }

    private Map<String, Double> figures(String name) {
        Map<String, Double> figures = new TreeMap<>();
        if (value(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> figures.put(key.toString(), ((Number) value).doubleValue()));
        }
        return figures;
    }
}

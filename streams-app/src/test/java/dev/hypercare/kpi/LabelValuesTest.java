package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.Call;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LabelValuesTest {
    private final LabelValues labels = new LabelValues(List.of("api", "consumer", "version"));
    private final CallReader reader = Calls.reader();

    @Test
    void holdsTheValuesInTheOrderOfTheLabelsAndADashForWhatWasNotTold() {
        assertThat(values("päy", null)).containsExactly("päy", "-", "-");
        assertThat(values("pay", "")).containsExactly("pay", "-", "-");
        assertThat(values("pay", "shop")).containsExactly("pay", "shop", "-");
    }

    @Test
    void aValueOf1024BytesStaysWhole() {
        assertThat(values("a".repeat(1024), "b".repeat(1025))).containsExactly("a".repeat(1024), "b".repeat(1024), "-");
    }

    @Test
    void aLongerValueIsCutBeforeTheCharacterThatDoesNotFit() {
        assertThat(values("a".repeat(1023) + "äz", "a".repeat(1022) + "äz"))
                .containsExactly("a".repeat(1023), "a".repeat(1022) + "ä", "-");
        assertThat(values("a".repeat(1021) + "\uD83D\uDE00", "a".repeat(1020) + "\uD83D\uDE00z"))
                .containsExactly("a".repeat(1021), "a".repeat(1020) + "\uD83D\uDE00", "-");
    }

    @Property(tries = 300)
    void whatIsCutIsTheLongestStartOfWholeCharacters(@ForAll String text, @ForAll @IntRange(max = 1100) int before) {
        String mixed = "x".repeat(before) + String.join("\uD83D\uDE00", text.split("")) + "end";
        String value = new String(mixed.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8); // whole characters
        String kept = values(value, "c").get(0);
        assertThat(value).startsWith(kept);
        int bytes = kept.getBytes(StandardCharsets.UTF_8).length;
        assertThat(bytes).isLessThanOrEqualTo(LabelValues.LONGEST);
        if (kept.length() < value.length()) {
            int next = value.offsetByCodePoints(kept.length(), 1);
            assertThat(value.substring(0, next).getBytes(StandardCharsets.UTF_8).length)
                    .isGreaterThan(LabelValues.LONGEST);
        }
    }

    private List<String> values(String api, String consumer) {
        byte[] bytes = Calls.bytes(Call.newBuilder(Calls.call(api, "/", 200, 1, 1))
                .setConsumer(consumer)
                .build());
        reader.read(bytes, 0, bytes.length);
        labels.take(reader);
        return LabelValues.values(Arrays.copyOf(labels.key(), labels.length()));
    }
}

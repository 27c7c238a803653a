package dev.hypercare.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AccessLogGeneratorTest {
    private static final long START = 1_795_341_600_000L;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void theSameSpecGivesTheSameBytesAndAnotherSeedOthers() {
        AccessLogGenerator.Spec spec =
                AccessLogGenerator.Spec.of(5, 2000, START).disorder(3000).malformed(0.05);

        assertThat(AccessLogGenerator.lines(spec)).containsExactlyElementsOf(AccessLogGenerator.lines(spec));
        assertThat(joined(AccessLogGenerator.lines(AccessLogGenerator.Spec.of(6, 2000, START))))
                .isNotEqualTo(joined(AccessLogGenerator.lines(AccessLogGenerator.Spec.of(5, 2000, START))));
    }

    @Property(tries = 50)
    void noLineComesAfterOneThatIsYoungerByMoreThanTheDisorder(
            @ForAll long seed, @ForAll @LongRange(min = 0, max = 20_000) long disorder) {
        long latest = 0;
        for (byte[] line : AccessLogGenerator.lines(
                AccessLogGenerator.Spec.of(seed, 400, START).disorder(disorder))) {
            long at = LogTime.of(text(line)).orElseThrow();
            assertThat(latest - at).isLessThanOrEqualTo(disorder + 1);
            latest = Math.max(latest, at);
        }
    }

    @Test
    void disorderReallyPutsLinesOutOfOrder() {
        long outOfOrder = 0;
        long latest = 0;
        for (byte[] line : AccessLogGenerator.lines(
                AccessLogGenerator.Spec.of(1, 2000, START).disorder(2000))) {
            long at = LogTime.of(text(line)).orElseThrow();
            outOfOrder += at < latest ? 1 : 0;
            latest = Math.max(latest, at);
        }
        assertThat(outOfOrder).isGreaterThan(1000);
    }

    @Test
    void lastsAsLongAsTheRateSays() {
        List<byte[]> lines = AccessLogGenerator.lines(
                AccessLogGenerator.Spec.of(1, 5000, START).perSecond(50));
        long last = LogTime.of(text(lines.get(lines.size() - 1))).orElseThrow();

        assertThat((last - START) / 1000.0).isBetween(95.0, 105.0);
    }

    @Test
    void goodLinesAreFlatJsonOfTexts() throws IOException {
        Set<String> gateways = new HashSet<>();
        for (byte[] line : AccessLogGenerator.lines(
                AccessLogGenerator.Spec.of(2, 500, START).gateways(List.of("edge-1", "edge-2")))) {
            JsonNode call = JSON.readTree(line);
            assertThat(call.size()).isEqualTo(20);
            assertThat(call).allSatisfy(value -> assertThat(value.isTextual()).isTrue());
            gateways.add(call.get("gateway").asText());
        }
        assertThat(gateways).containsExactlyInAnyOrder("edge-1", "edge-2");
    }

    @Property(tries = 20)
    void everyDamageMakesALineUnusable(@ForAll @IntRange(min = 0, max = 1_000_000) int seed) throws IOException {
        byte[] good = AccessLogGenerator.lines(AccessLogGenerator.Spec.of(seed, 1, START))
                .get(0);
        Map<Damage, byte[]> damaged = new EnumMap<>(Damage.class);
        for (Damage damage : Damage.values()) {
            damaged.put(damage, damage.apply(good, new Random(seed)));
        }

        for (Damage damage : List.of(Damage.TRUNCATED, Damage.NOT_JSON, Damage.BINARY)) {
            byte[] line = damaged.get(damage);
            assertThatThrownBy(() -> JSON.readTree(line))
                    .as(damage.name())
                    .isInstanceOfAny(JsonProcessingException.class, IOException.class);
        }
        assertThat(JSON.readTree(damaged.get(Damage.NOT_AN_OBJECT)).isObject()).isFalse();
        assertThat(JSON.readTree(damaged.get(Damage.EMPTY_OBJECT))).isEmpty();
        assertThat(LogTime.of(text(damaged.get(Damage.NO_TIME)))).isEmpty();
        assertThat(JSON.readTree(damaged.get(Damage.NO_TIME)).get("status").asText())
                .matches("\\d{3}");
        assertThat(LogTime.of(text(damaged.get(Damage.UNREADABLE_TIME)))).isEmpty();
        assertThat(JSON.readTree(damaged.get(Damage.UNREADABLE_STATUS))
                        .get("status")
                        .asText())
                .isEqualTo("fine");
        assertThat(damaged.values()).noneMatch(line -> contains(line, '\n') || Arrays.equals(line, good));
    }

    @Test
    void theShareOfDamagedLinesIsAsAskedFor() {
        long unreadable =
                AccessLogGenerator.lines(
                                AccessLogGenerator.Spec.of(9, 20_000, START).malformed(0.05))
                        .stream()
                        .map(line -> LogTime.of(text(line)))
                        .filter(OptionalLong::isEmpty)
                        .count();

        // Truncated lines and those with a bad status may have kept their time.
        assertThat(unreadable).isBetween(600L, 1000L);
    }

    private static boolean contains(byte[] line, char c) {
        return text(line).indexOf(c) >= 0;
    }

    private static String joined(List<byte[]> lines) {
        StringBuilder all = new StringBuilder();
        lines.forEach(line -> all.append(text(line)).append('\n'));
        return all.toString();
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
    }
}

package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BytesTableTest {
    @Property(tries = 300)
    void answersAsAHashMapDoes(@ForAll @Size(max = 600) List<@IntRange(max = 300) Integer> steps) {
        BytesTable<Integer> table = new BytesTable<>();
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            if (step % 97 == 0) {
                int odd = step / 97 % 2;
                table.keep(value -> value % 2 == odd);
                map.values().removeIf(value -> value % 2 != odd);
            } else {
                byte[] key = key(step);
                assertThat(table.get(key, 2, key.length - 3)).isEqualTo(map.get(text(step)));
                if (!map.containsKey(text(step))) {
                    table.put(key, 2, key.length - 3, i);
                    map.put(text(step), i);
                }
            }
            assertThat(table.size()).isEqualTo(map.size());
        }
        for (int step = 0; step <= 300; step++) {
            byte[] key = key(step);
            assertThat(table.get(key, 2, key.length - 3)).isEqualTo(map.get(text(step)));
        }
        List<Integer> values = new ArrayList<>();
        table.forEach(values::add);
        assertThat(values).containsExactlyInAnyOrderElementsOf(map.values());
    }

    @Property(tries = 50)
    void theKeyIsACopy(@ForAll @Size(min = 1, max = 20) byte[] bytes) {
        BytesTable<String> table = new BytesTable<>();
        byte[] given = bytes.clone();
        table.put(given, 0, given.length, "kept");
        given[0]++;
        assertThat(table.get(bytes, 0, bytes.length)).isEqualTo("kept");
        assertThat(table.get(given, 0, given.length)).isNull();
    }

    @Property(tries = 300)
    void rangesOfAnyLengthAreToldApartByEachOfTheirBytes(
            @ForAll @Size(max = 80) byte[] bytes, @ForAll @IntRange(max = 79) int which, @ForAll byte other) {
        BytesTable<String> table = new BytesTable<>();
        table.put(bytes, 0, bytes.length, "kept");
        byte[] within = new byte[bytes.length + 9];
        System.arraycopy(bytes, 0, within, 4, bytes.length);
        assertThat(table.get(within, 4, bytes.length)).isEqualTo("kept");
        assertThat(table.get(within, 4, bytes.length + 1)).isNull();
        if (which < bytes.length && bytes[which] != other) {
            within[4 + which] = other;
            assertThat(table.get(within, 4, bytes.length)).isNull();
        }
    }

    private static String text(int step) {
        return "k".repeat(step % 5) + step;
    }

    /** The text of a step with other bytes around it. */
    private static byte[] key(int step) {
        return ("ab" + text(step) + "c").getBytes(StandardCharsets.UTF_8);
    }
}

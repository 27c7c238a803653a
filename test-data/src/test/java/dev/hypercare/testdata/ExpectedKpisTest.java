package dev.hypercare.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpectedKpisTest {
    private static final long START = 1_795_341_600_000L;

    @Test
    void countsByEndpointAndMinute() {
        ExpectedKpis expected = ExpectedKpis.of(
                bytes(
                        line("1795341600.000", "200", "GET", "/v1/orders/17?x=1", "0.010"),
                        line("1795341659.999", "503", "GET", "/v1/orders/18", "0.030"),
                        line("1795341659.999", "404", "GET", "/v1/orders/19", "0.020"),
                        line("1795341660.000", "200", "GET", "/v1/orders/17", "1.500"),
                        line("1795341600.000", "201", "POST", "/v1/orders", "0.000")),
                AccessLogGenerator.ENDPOINTS);

        assertThat(expected.good()).isEqualTo(5);
        assertThat(expected.bad()).isZero();
        assertThat(expected.cells())
                .containsOnlyKeys(
                        new ExpectedKpis.Key("orders", "/v1/orders/{id}", "GET", START),
                        new ExpectedKpis.Key("orders", "/v1/orders/{id}", "GET", START + 60_000),
                        new ExpectedKpis.Key("orders", "/v1/orders", "POST", START));
        ExpectedKpis.Cell cell = expected.cells().get(new ExpectedKpis.Key("orders", "/v1/orders/{id}", "GET", START));
        assertThat(cell.calls()).isEqualTo(3);
        assertThat(cell.failed()).isEqualTo(1);
        assertThat(cell.statuses()).isEqualTo(Map.of(200, 1L, 404, 1L, 503, 1L));
        assertThat(cell.latencies()).containsExactly(10_000L, 20_000L, 30_000L);
        assertThat(cell.percentile(50)).isEqualTo(20_000);
        assertThat(cell.percentile(99)).isEqualTo(30_000);
        assertThat(cell.percentile(33)).isEqualTo(10_000);
    }

    @Test
    void whatIsNoCallIsBad() {
        ExpectedKpis expected = ExpectedKpis.of(
                bytes(
                        "{}",
                        "",
                        "17",
                        line("soon", "200", "GET", "/v1/orders", "0.010"),
                        line("1795341600.000", "fine", "GET", "/v1/orders", "0.010"),
                        line("1795341600.000", "200", "GET", "/v1/orders", "0.010")
                                .replace("}", "")),
                AccessLogGenerator.ENDPOINTS);

        assertThat(expected.good()).isZero();
        assertThat(expected.bad()).isEqualTo(6);
    }

    @Test
    void everyDamagedLineOfTheGeneratorIsBadAndEveryOtherGood() {
        List<byte[]> whole = AccessLogGenerator.lines(AccessLogGenerator.Spec.of(4, 3000, START));
        ExpectedKpis allGood = ExpectedKpis.of(whole, AccessLogGenerator.ENDPOINTS);
        assertThat(allGood.good()).isEqualTo(3000);

        Random random = new Random(4);
        List<byte[]> damaged = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            damaged.add(Damage.values()[i % Damage.values().length].apply(whole.get(i), random));
        }
        assertThat(ExpectedKpis.of(damaged, AccessLogGenerator.ENDPOINTS).bad()).isEqualTo(3000);
    }

    @Test
    void theOrderOfTheLinesDoesNotMatter() {
        List<byte[]> lines = new ArrayList<>(AccessLogGenerator.lines(
                AccessLogGenerator.Spec.of(8, 5000, START).malformed(0.01).disorder(5000)));
        ExpectedKpis before = ExpectedKpis.of(lines, AccessLogGenerator.ENDPOINTS);
        Collections.shuffle(lines, new Random(8));
        ExpectedKpis after = ExpectedKpis.of(lines, AccessLogGenerator.ENDPOINTS);

        assertThat(after.bad()).isEqualTo(before.bad()).isBetween(25L, 90L);
        assertThat(after.good() + after.bad()).isEqualTo(5000);
        assertThat(after.cells().keySet()).isEqualTo(before.cells().keySet());
        before.cells().forEach((key, cell) -> {
            assertThat(after.cells().get(key).statuses()).isEqualTo(cell.statuses());
            assertThat(after.cells().get(key).latencies()).isEqualTo(cell.latencies());
        });
        long calls = before.cells().values().stream()
                .mapToLong(ExpectedKpis.Cell::calls)
                .sum();
        assertThat(calls).isEqualTo(before.good());
    }

    private static String line(String msec, String status, String method, String uri, String took) {
        return "{\"gateway\":\"edge-1\",\"msec\":\"" + msec + "\",\"status\":\"" + status + "\",\"request_method\":\""
                + method + "\",\"request_uri\":\"" + uri + "\",\"request_time\":\"" + took + "\"}";
    }

    private static List<byte[]> bytes(String... lines) {
        List<byte[]> bytes = new ArrayList<>();
        for (String line : lines) {
            bytes.add(line.getBytes(StandardCharsets.UTF_8));
        }
        return bytes;
    }
}

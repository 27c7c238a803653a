package dev.hypercare.layout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a fixture is fed, before and after the upgrade: bursts of calls to three APIs from two gateways, ticks, late calls. The same
 * at each run. It serves the recorder only; tests read what was recorded.
 */
final class LayoutTraffic {
    static final int PARTITIONS = 2;
    /**
     * An hour before midnight, so that a day closes before the upgrade: under exactly-once Kafka Streams 4.3 does not use the state
     * directory of a task that has a window store without any window, because offsets are kept beside the windows.
     */
    private static final long START = Instant.parse("2025-03-04T23:00:00Z").toEpochMilli();

    private static final long MINUTE = 60_000;
    private static final long BURST = 20_000;

    /** Bursts begin at these minutes; the last one before the upgrade goes on after it. */
    private static final List<Integer> BURSTS_BEFORE = List.of(0, 1, 4, 31, 61, 88, 121, 139);

    private static final List<Integer> BURSTS_AFTER = List.of(141, 150, 179, 181);
    private static final long UPGRADE = START + 139 * MINUTE + BURST;

    private final Random random = new Random(20250304);
    private final List<FedRecord> records = new ArrayList<>();

    private LayoutTraffic() {}

    /** What is fed before the upgrade and committed there; the last panes and all longer windows stay open. */
    static List<FedRecord> before() {
        LayoutTraffic traffic = new LayoutTraffic();
        for (int minute : BURSTS_BEFORE) {
            traffic.burst(START + minute * MINUTE, 180);
            for (int i = 0; i < 2 && minute > 30; i++) {
                traffic.late(START + minute * MINUTE + BURST, START + (minute - 29) * MINUTE + i * 7_000);
            }
        }
        return traffic.inOrder();
    }

    /** What is fed last before the upgrade: combined and handed on, and not merged any more. */
    static List<FedRecord> handedOn() {
        LayoutTraffic traffic = new LayoutTraffic();
        traffic.burst(UPGRADE + 2_000, 60);
        return traffic.inOrder();
    }

    /** What is fed after the upgrade, until every window has closed. */
    static List<FedRecord> after() {
        LayoutTraffic traffic = new LayoutTraffic();
        traffic.burst(UPGRADE + 4_000 + BURST, 100);
        for (int minute : BURSTS_AFTER) {
            traffic.burst(START + minute * MINUTE, 60);
        }
        long end = START + 182 * MINUTE;
        long[] closedBefore = {3_000, 12_000, 64_000, 4 * MINUTE + 5_000, 20 * MINUTE, 58 * MINUTE + 9_000, 137 * MINUTE
        };
        for (int i = 0; i < closedBefore.length; i++) {
            traffic.late(end + i, START + closedBefore[i]);
        }
        List<FedRecord> inOrder = traffic.inOrder();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            inOrder.add(FedRecord.tick(
                    partition, Instant.parse("2025-03-06T00:02:00Z").toEpochMilli()));
        }
        return inOrder;
    }

    /** Calls within 20 seconds, up to 1.5 s out of order, and ticks on both sides of them. */
    private void burst(long start, int calls) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            records.add(FedRecord.tick(partition, start - 10_000));
            records.add(FedRecord.tick(partition, start));
        }
        for (int i = 0; i < calls; i++) {
            long arrives = start + BURST * i / calls;
            records.add(call(arrives, arrives - random.nextInt(1_500), null));
        }
    }

    private void late(long arrives, long completedAt) {
        records.add(call(arrives, completedAt, true));
    }

    /** The time of arrival stands in the tick until {@link #inOrder} takes it away. */
    private FedRecord call(long arrives, long completedAt, @Nullable Boolean late) {
        int kind = random.nextInt(10);
        boolean ai = kind >= 8;
        String api = ai ? "chat" : kind >= 5 ? "payments" : "orders";
        String route = ai ? "/v1/chat" : kind >= 5 ? "/v1/pay" : kind >= 2 ? "/v1/orders" : "/v1/orders/{id}";
        boolean usage = ai && random.nextInt(5) > 0;
        int status = status();
        long duration = 2_000L + 1_000 * (long) (Math.exp(random.nextGaussian()) * 40) + (ai ? 900_000 : 0);
        return new FedRecord(
                random.nextInt(PARTITIONS),
                arrives,
                late,
                completedAt,
                random.nextBoolean() ? "edge-1" : "edge-2",
                api,
                route,
                kind < 5 ? "GET" : "POST",
                status,
                random.nextInt(4) == 0 ? null : "shop",
                status == 0 ? null : duration,
                status == 0 || random.nextInt(10) == 0 ? null : duration * 9 / 10,
                random.nextInt(40) * 100L,
                status == 0 ? null : random.nextInt(90) * 1_000L,
                ai ? "acme" : null,
                ai ? "large" : null,
                usage ? random.nextInt(30) * 100L : null,
                usage ? random.nextInt(90) * 10L : null,
                usage ? random.nextInt(20) * 1_000L : null);
    }

    private int status() {
        int dice = random.nextInt(40);
        return switch (dice) {
            case 0 -> 0;
            case 1 -> 500;
            case 2, 3 -> 503;
            case 4 -> 404;
            case 5 -> 429;
            case 6 -> 499;
            case 7, 8, 9 -> 201;
            default -> 200;
        };
    }

    private List<FedRecord> inOrder() {
        List<FedRecord> inOrder = new ArrayList<>();
        records.stream()
                .sorted(Comparator.comparingLong(record -> record.tick() == null ? 0 : record.tick()))
                .map(record -> record.api() == null ? record : record.arrived())
                .forEach(inOrder::add);
        return inOrder;
    }
}

package dev.hypercare.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That the shipped recording holds what its labels say, and nothing else that should raise an alert. */
class LaunchRecordingTest {
    private static final Pattern FIELD = Pattern.compile("\"([a-z0-9_]+)\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Labels LABELS = Labels.launch();
    private static final List<Logged> CALLS = new ArrayList<>();

    @BeforeAll
    static void read() {
        Recording.launch().forEach(line -> {
            Map<String, String> fields = new HashMap<>();
            for (Matcher field = FIELD.matcher(line.text()); field.find(); ) {
                fields.put(field.group(1), field.group(2));
            }
            return CALLS.add(new Logged(line.at(), fields));
        });
    }

    @Test
    void holdsEnoughCallsInLittleSpace() throws IOException {
        Recording.Span span = Recording.launch().span();

        assertThat(span.lines()).isGreaterThan(60_000).isEqualTo(CALLS.size());
        assertThat(span.untimed()).isZero();
        assertThat(span.first()).isEqualTo(LABELS.from());
        assertThat(span.last()).isEqualTo(LABELS.to());
        try (InputStream stream = Recording.class.getClassLoader().getResourceAsStream(Recording.LAUNCH)) {
            assertThat(stream).isNotNull();
            assertThat(stream.readAllBytes().length).isLessThan(6_000_000);
        }
    }

    @Test
    void beginsAndEndsCalmAndHasEverySortOfFault() {
        assertThat(LABELS.faults())
                .extracting(Labels.Fault::kind)
                .contains("backend-killed", "backend-slow", "route-errors", "unauthorised-burst");
        long firstFault =
                LABELS.faults().stream().mapToLong(Labels.Fault::from).min().orElseThrow();
        long lastFault =
                LABELS.faults().stream().mapToLong(Labels.Fault::to).max().orElseThrow();

        assertThat(firstFault - LABELS.from()).isGreaterThanOrEqualTo(60_000);
        assertThat(LABELS.to() - lastFault).isGreaterThanOrEqualTo(60_000);
    }

    @Test
    void aKilledBackendAnswers502AndNoOtherCallDoes() {
        Labels.Fault fault = fault("backend-killed");
        List<Logged> during = during(fault, call -> call.api().equals(fault.api()));

        assertThat(during).hasSizeGreaterThan(200);
        assertThat(share(during, call -> call.status() == 502)).isGreaterThan(0.97);
        assertThat(outside(fault, call -> call.status() == 502)).isEmpty();
    }

    @Test
    void aSlowedBackendIsSlowAlone() {
        Labels.Fault fault = fault("backend-slow");

        assertThat(share(during(fault, call -> call.api().equals(fault.api())), call -> call.seconds() > 1.4))
                .isGreaterThan(0.9);
        assertThat(share(during(fault, call -> !call.api().equals(fault.api())), call -> call.seconds() > 0.5))
                .isLessThan(0.001);
    }

    @Test
    void oneRouteAnswers500AndTheOthersOfItsApiDoNot() {
        Labels.Fault fault = fault("route-errors");
        Pattern route = Pattern.compile(String.valueOf(fault.route()).replace("{id}", "\\d+"));
        Predicate<Logged> hit = call -> route.matcher(call.path()).matches();

        assertThat(during(fault, hit)).hasSizeGreaterThan(200);
        assertThat(share(during(fault, hit), call -> call.status() == 500)).isGreaterThan(0.97);
        assertThat(during(fault, hit.negate().and(call -> call.api().equals(fault.api()) && call.status() >= 500)))
                .isEmpty();
    }

    @Test
    void theBurstOf401IsOfOneConsumerAndNoOtherCallIsRefused() {
        Labels.Fault fault = fault("unauthorised-burst");
        Predicate<Logged> hit = call ->
                call.api().equals(fault.api()) && call.field("remote_user").equals(fault.consumer());

        assertThat(during(fault, hit)).hasSizeGreaterThan(200);
        assertThat(share(during(fault, hit), call -> call.status() == 401)).isGreaterThan(0.97);
        assertThat(outside(fault, call -> call.status() == 401)).isEmpty();
        assertThat(during(fault, hit.negate().and(call -> call.status() == 401)))
                .isEmpty();
    }

    @Test
    void thePartialErrorsLastLongerThanFiveMinutesAndTheSlowTailLongerThanTen() {
        Labels.Fault partial = fault("partial-errors");
        Labels.Fault tail = fault("slow-tail");

        assertThat(partial.to() - partial.from()).isGreaterThan(300_000);
        assertThat(share(during(partial, call -> call.api().equals(partial.api())), call -> call.status() == 503))
                .isBetween(0.03, 0.07);
        assertThat(tail.to() - tail.from()).isGreaterThan(600_000);
        assertThat(share(during(tail, call -> call.api().equals(tail.api())), call -> call.seconds() > 0.5))
                .isBetween(0.05, 0.11);
    }

    @Test
    void whereNothingWasInjectedHardlyACallFailsOrIsSlow() {
        List<Logged> calm = CALLS.stream()
                .filter(call -> LABELS.faults().stream().noneMatch(call::hitBy))
                .toList();

        assertThat(calm).hasSizeGreaterThan(50_000);
        assertThat(calm)
                .filteredOn(call -> call.status() >= 500)
                .as("made on purpose: noise")
                .hasSizeBetween(1, 5);
        assertThat(share(calm, call -> call.status() >= 400)).isBetween(0.0005, 0.01);
        Map<String, List<Double>> steps = new HashMap<>();
        calm.forEach(call -> steps.computeIfAbsent(
                        call.api() + " at " + (call.at() - LABELS.from()) / 30_000 * 30 + " s", k -> new ArrayList<>())
                .add(call.seconds()));
        steps.values().forEach(seconds -> seconds.sort(null));
        assertThat(steps)
                .allSatisfy((step, seconds) ->
                        assertThat(seconds.get((int) (seconds.size() * 0.95))).isLessThan(0.3));
    }

    @Test
    void namesNoMachineAndNoPerson() {
        Pattern documentation = Pattern.compile("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+");
        assertThat(CALLS)
                .filteredOn(call -> !call.field("remote_addr").equals("127.0.0.1")
                        || !documentation
                                .matcher(call.field("http_x_forwarded_for"))
                                .matches()
                        || !call.field("http_host").equals("api.example.com")
                        || !call.field("gateway").equals("edge-1"))
                .isEmpty();
    }

    private static Labels.Fault fault(String kind) {
        return LABELS.faults().stream()
                .filter(fault -> fault.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** The calls that began after the fault was switched on and were over before it was off. */
    private static List<Logged> during(Labels.Fault fault, Predicate<Logged> which) {
        return CALLS.stream()
                .filter(call -> call.at() - call.seconds() * 1000 >= fault.from() && call.at() <= fault.to())
                .filter(which)
                .toList();
    }

    /** The calls of its API out of its time. */
    private static List<Logged> outside(Labels.Fault fault, Predicate<Logged> which) {
        return CALLS.stream().filter(call -> !call.hitBy(fault)).filter(which).toList();
    }

    private static double share(List<Logged> calls, Predicate<Logged> which) {
        return (double) calls.stream().filter(which).count() / calls.size();
    }

    private record Logged(long at, Map<String, String> fields) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        String path() {
            return field("request_uri").split("\\?", 2)[0];
        }

        String api() {
            return path().split("/")[2];
        }

        int status() {
            return Integer.parseInt(field("status"));
        }

        double seconds() {
            return Double.parseDouble(field("request_time"));
        }

        /** Whether the call was under way while the fault was on, on its API. */
        boolean hitBy(Labels.Fault fault) {
            return api().equals(fault.api()) && at >= fault.from() && at - seconds() * 1000 <= fault.to();
        }
    }
}

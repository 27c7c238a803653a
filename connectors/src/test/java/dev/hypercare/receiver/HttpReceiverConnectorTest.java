package dev.hypercare.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.receiver.config.GivenProperties;
import dev.hypercare.receiver.inbox.Delivery;
import dev.hypercare.receiver.inbox.Part;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class HttpReceiverConnectorTest {
    private final HttpReceiverConnector connector = new HttpReceiverConnector();

    @Test
    void isFoundAsAPlugin() {
        assertThat(ServiceLoader.load(SourceConnector.class).stream().map(ServiceLoader.Provider::type))
                .contains(HttpReceiverConnector.class);
    }

    @Test
    void hasTheVersionOfTheBuild() {
        assertThat(connector.version()).matches("\\d+\\.\\d+.*");
        assertThat(new HttpReceiverTask().version()).isEqualTo(connector.version());
    }

    @Test
    void isOneTaskHoweverManyAreAllowed() {
        Map<String, String> given = GivenProperties.with();
        connector.start(given);

        assertThat(connector.taskConfigs(8)).containsExactly(given);
    }

    @Test
    void tellsProblemsUnderTheirKeys() {
        Map<String, ConfigValue> values = connector
                .validate(GivenProperties.with("paths.in.topic", "?", "listener.port", "x", "errors.tolerance", "all"))
                .configValues()
                .stream()
                .collect(Collectors.toMap(ConfigValue::name, Function.identity()));

        for (String key : List.of("paths.in.topic", "listener.port", "errors.tolerance")) {
            assertThat(values.get(key).errorMessages()).as(key).isNotEmpty();
        }
        assertThat(values.get("queue.bytes").errorMessages()).isEmpty();
    }

    @Test
    void isExactlyOnceWhereAPollIsATransaction() {
        assertThat(connector.exactlyOnceSupport(GivenProperties.with())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
        assertThat(connector.exactlyOnceSupport(GivenProperties.with("transaction.boundary", "interval")))
                .isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
    }

    @Test
    void twoEqualRecordsAreTwo() {
        Part part = new Part(null, new byte[] {1});
        Delivery delivery = new Delivery("in", "a", List.of(part, part), 0);
        ReceivedRecord one = record(delivery, part);

        assertThat(one).isNotEqualTo(record(delivery, part));
    }

    private static ReceivedRecord record(Delivery delivery, Part part) {
        return new ReceivedRecord(delivery, part, "raw", Map.of(), Map.of(), new ConnectHeaders());
    }
}

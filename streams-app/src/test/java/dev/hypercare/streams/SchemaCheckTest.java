package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void namesEverySchemaThatIsMissingWhereItMayNotRegister() {
        InvalidInput problem = catchThrowableOfType(
                InvalidInput.class,
                () -> SchemaCheck.run(wiring(false), "http://registry", List.of(Topics.CALLS, Topics.ALERTS)));
        assertThat(problem)
                .hasMessageContaining("http://registry")
                .hasMessageContaining("h.calls.v1-value")
                .hasMessageContaining("h.alerts.v1-value");
        assertThat(problem.advice()).contains("registry.auto-register");
    }

    @Test
    void registersWhereItMayAndFindsThemAfterwards() {
        SchemaCheck.run(wiring(true), "http://registry", Topics.ALL);
        assertThatCode(() -> SchemaCheck.run(wiring(false), "http://registry", Topics.ALL))
                .doesNotThrowAnyException();
    }

    private Wiring wiring(boolean autoRegister) {
        return new Wiring("h.", 1, registry, autoRegister);
    }
}

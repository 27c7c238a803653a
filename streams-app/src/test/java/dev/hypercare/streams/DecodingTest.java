package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.RecordForm;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.registry.SchemaRegistry;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class DecodingTest {
    private static final byte[] OF_SCHEMA_SEVEN = {0, 0, 0, 0, 7, 1, 2, 3};

    @Test
    void aRecordOfASchemaThatTheRegistryDoesNotHaveIsUndecodable() {
        assertThat(read(404, OF_SCHEMA_SEVEN))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, why -> assertThat(why.reason()).isEqualTo("undecodable"));
        assertThat(read(404, new byte[] {1, 2})).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void aRecordThatCannotBeReadBecauseTheRegistryIsAwayIsNoDeadLetter() {
        assertThatThrownBy(() -> read(503, OF_SCHEMA_SEVEN)).hasStackTraceContaining("the registry says 503");
    }

    private static Outcome<Mark> read(int status, byte[] bytes) {
        SchemaRegistry registry = new SchemaRegistry() {
            @Override
            public int register(String subject, Schema schema) {
                throw new RegistryException("the registry says " + status, status, status);
            }

            @Override
            public int idOf(String subject, Schema schema) {
                throw new RegistryException("the registry says " + status, status, status);
            }

            @Override
            public Schema byId(int id) {
                throw new RegistryException("the registry says " + status, status, status);
            }
        };
        Wiring wiring = new Wiring("hypercare.", 1, registry, false);
        return RecordForm.decode(wiring.form(Topics.MARKS).read(), bytes, "a mark");
    }
}

package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.FakeMarks;
import dev.hypercare.query.FakeServer;
import dev.hypercare.schemas.events.Mark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarksCommandTest {
    private final Console console = new Console();
    private final FakeMarks marks = new FakeMarks();
    private FakeServer server;

    @BeforeEach
    void start() {
        server = FakeServer.of(marks);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMarkIsAddedListedAndRemoved() {
        assertThat(run("add", "maintenance", "--label", "api=pay", "--for", "2h", "--by", "ann", "--note", "new disk"))
                .isZero();
        Mark mark = marks.marks().get(0);
        assertThat(console.out())
                .isEqualTo("mark " + mark.getId() + " made; take it back with: hypercare marks remove " + mark.getId()
                        + System.lineSeparator());
        assertThat(run("list")).isZero();
        assertThat(console.out().lines()).hasSize(2);
        assertThat(console.out()).contains(mark.getId(), "maintenance", "api=pay", "ann", "new disk");
        assertThat(run("list", "--output", "json")).isZero();
        assertThat(console.out()).startsWith("{\"marks\":[{\"id\":\"" + mark.getId() + "\"");
        assertThat(run("remove", mark.getId())).isZero();
        assertThat(marks.marks()).isEmpty();
        assertThat(run("list")).isZero();
        assertThat(console.err()).contains("nobody has made a mark");
    }

    @Test
    void whoSaysItIsWhoIsLoggedInUnlessToldOtherwise() {
        assertThat(run("add", "acknowledged", "--fingerprint", "ab", "--output", "json"))
                .isZero();
        assertThat(marks.marks().get(0).getBy()).isEqualTo(System.getProperty("user.name"));
        assertThat(console.out()).contains("\"kind\":\"acknowledged\"");
    }

    @Test
    void whatCannotBeUsedIsSaidWithWhatWasExpected() {
        assertThat(run("add", "silence", "--fingerprint", "ab")).isEqualTo(2);
        assertThat(console.err()).contains("kind: silence (expected: one of acknowledged");
        assertThat(run("add", "note")).isEqualTo(2);
        assertThat(console.err()).contains("either the fingerprint of an alert or a selector");
        assertThat(run("remove", "nothing")).isEqualTo(2);
        assertThat(console.err()).contains("id: nothing");
    }

    private int run(String... args) {
        return console.runAt(server.url(), "marks", args);
    }
}

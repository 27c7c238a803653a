package dev.hypercare.cli.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketFileTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final List<Ticket> tickets = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private List<String> unused = List.of();

    @Test
    void aRowOfCsvIsATicketWhateverTheOrderAndTheSpellingOfItsColumns() {
        read("""
                \uFEFFTitle,Created At,ID,resolved_at,first-answered-at,answers,labels.plan,escalated,Sprint
                "Refund, please",2026-11-22 10:00:00Z,shop:1,2026-11-22T11:30:00+01:00,1795341900000,2,gold,yes,14
                """);
        assertThat(problems).isEmpty();
        assertThat(unused).containsExactly("Sprint");
        Ticket ticket = tickets.get(0);
        assertThat(ticket.getId()).isEqualTo("shop:1");
        assertThat(ticket.getTitle()).isEqualTo("Refund, please");
        assertThat(ticket.getCreatedAt()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(ticket.getResolvedAt()).isEqualTo("2026-11-22T10:30:00Z");
        assertThat(ticket.getFirstAnsweredAt()).isEqualTo(Instant.ofEpochMilli(1795341900000L));
        assertThat(ticket.getAnswers()).isEqualTo(2);
        assertThat(ticket.getEscalated()).isTrue();
        assertThat(ticket.getLabels()).isEqualTo(Map.of("plan", "gold"));
        assertThat(ticket.getSource()).isEqualTo("file");
    }

    @Test
    void withoutAStatusAndATimeTheyFollowFromWhatIsKnown() {
        read("""
                id,title,createdAt,resolvedAt
                open,x,2026-11-22T10:00:00Z,
                resolved,x,2026-11-22T10:00:00Z,2026-11-22T11:00:00Z
                """);
        assertThat(tickets).extracting(Ticket::getStatus).containsExactly(TicketStatus.OPEN, TicketStatus.RESOLVED);
        assertThat(tickets)
                .extracting(Ticket::getAt)
                .containsExactly(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    }

    @Test
    void aJsonObjectALineIsATicketAndStatusesMayBeWrittenAsPeopleDo() {
        read("""
                {"id":"a","text":"it hangs","createdAt":1795341600000,"status":"In Progress","labels":{"tier":1}}

                {"id":"b","title":"t","text":null,"created_at":"2026-11-22T10:00:00Z","status":"on hold"}
                {"id":"c","title":"t","createdAt":"2026-11-22T10:00:00Z","status":"Done"}
                """);
        assertThat(problems).isEmpty();
        assertThat(tickets)
                .extracting(Ticket::getStatus)
                .containsExactly(TicketStatus.IN_PROGRESS, TicketStatus.WAITING, TicketStatus.RESOLVED);
        assertThat(tickets.get(0).getTitle()).isEmpty();
        assertThat(tickets.get(0).getLabels()).isEqualTo(Map.of("tier", "1"));
        assertThat(tickets.get(1).getText()).isNull();
    }

    @Test
    void titlesAndTextsAreMasked() {
        read("""
                id,title,text,createdAt
                a,Mail to ann@example.com,my password=hunter2 and 4111 1111 1111 1111,2026-11-22T10:00:00Z
                """);
        assertThat(tickets.get(0).getTitle()).isEqualTo("Mail to <email>");
        assertThat(tickets.get(0).getText()).doesNotContain("hunter2", "4111");
    }

    @Test
    void everyThingThatIsWrongIsNamedWithFileLineFieldAndWhatWasExpectedAndTheOthersAreRead() {
        read("""
                id,title,createdAt,at,status,answers,escalated
                ,x,2026-11-22T10:00:00Z,,open,,
                a,,yesterday,,frozen,-1,perhaps
                "b
                c",x,2026-11-22T10:00:00Z,2026-11-22T09:00:00Z,,,
                d,x,2026-11-22T10:00:00Z,2026-11-23T10:00:00Z,,,
                e,x
                f,x,1795341600,,,,
                good,x,2026-11-22T10:00:00Z,,,,
                """);
        assertThat(tickets).extracting(Ticket::getId).containsExactly("good");
        assertThat(problems)
                .containsExactly(
                        "standard input line 2: id: missing (expected: 1 to 300 characters)",
                        "standard input line 3: title: missing (expected: a title, or a text)",
                        "standard input line 3: createdAt: 'yesterday' (expected: an instant such as 2026-11-22T10:00:00Z, or"
                                + " milliseconds since the epoch)",
                        "standard input line 3: status: 'frozen' (expected: open, in progress, waiting, resolved or closed)",
                        "standard input line 3: escalated: 'perhaps' (expected: true or false)",
                        "standard input line 3: answers: '-1' (expected: a whole number, 0 or more)",
                        "standard input line 4: createdAt: '2026-11-22T10:00:00Z' (expected: not after at, 2026-11-22T09:00:00Z)",
                        "standard input line 6: at: '2026-11-23T10:00:00Z' (expected: now or before)",
                        "standard input line 7: 2 fields (expected: 7, as in the header)",
                        "standard input line 8: createdAt: '1795341600' (expected: an instant such as 2026-11-22T10:00:00Z, or"
                                + " milliseconds since the epoch)");
    }

    @Test
    void aLineThatIsNoJsonObjectIsNamedAndTheNextIsRead() {
        read("""
                {"id":"a"
                7
                {"id":["a"],"title":"t"}
                {"id":"b","title":"t","createdAt":"2026-11-22T10:00:00Z"}
                """);
        assertThat(tickets).extracting(Ticket::getId).containsExactly("b");
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0)).startsWith("standard input line 1: not JSON: ");
        assertThat(problems.get(1)).startsWith("standard input line 2: no JSON object");
        assertThat(problems.get(2)).startsWith("standard input line 3: id: [\"a\"] (expected: one value)");
    }

    @Test
    void whatIsNoFileOfTicketsIsRefusedWithAdvice(@TempDir Path directory) {
        refused("", "standard input is empty");
        refused(" \n", "standard input is empty");
        refused("[{}]", "a JSON array (expected: a JSON object a line)");
        refused(
                "id,title\na,b\n",
                "line 1: no column createdAt in id,title (expected: id, createdAt, and title or text)");
        refused("id,title,createdAt,created_at\n", "line 1: two columns are created_at");
        assertThatThrownBy(
                        () -> TicketFile.open(directory.resolve("none").toString(), InputStream.nullInputStream(), NOW))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> TicketFile.open(directory.toString(), InputStream.nullInputStream(), NOW))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is a directory");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> open(text)).isInstanceOf(InvalidInput.class).hasMessageContaining(message);
    }

    private static TicketFile open(String text) {
        return TicketFile.open("-", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), NOW);
    }

    private void read(String text) {
        try (TicketFile file = open(text)) {
            for (FiledTicket next = file.next(); next != null; next = file.next()) {
                if (next.ticket() != null) {
                    tickets.add(next.ticket());
                }
                problems.addAll(next.problems());
            }
            unused = List.copyOf(file.unused());
        }
    }
}

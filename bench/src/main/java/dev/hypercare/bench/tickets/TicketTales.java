package dev.hypercare.bench.tickets;

import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What customers and systems tell: texts of made-up words, the same for the same seed. */
final class TicketTales {
    private static final int WORDS = 1500;
    private static final int SUBJECTS = 300;
    private static final int WORDS_OF_A_SUBJECT = 7;
    private static final int APIS = 20;

    private final SplittableRandom random = new SplittableRandom(5);
    private final List<String> words = new ArrayList<>();
    private final List<List<String>> subjects = new ArrayList<>();

    TicketTales() {
        for (int i = 0; i < WORDS; i++) {
            words.add(word());
        }
        for (int i = 0; i < SUBJECTS; i++) {
            List<String> subject = new ArrayList<>();
            for (int word = 0; word < WORDS_OF_A_SUBJECT; word++) {
                subject.add(any());
            }
            subjects.add(subject);
        }
    }

    /** A word that no other text has, most likely. */
    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 4 + random.nextInt(5); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private String any() {
        return words.get(random.nextInt(words.size()));
    }

    /**
     * A ticket as it is opened: most words are those of one of 300 subjects, a third name a status or a route of an API.
     *
     * @param unlike whether no word is that of any other ticket
     */
    Ticket opened(long number, Instant at, boolean unlike) {
        List<String> subject = subjects.get(random.nextInt(SUBJECTS));
        StringBuilder title = new StringBuilder();
        for (int i = 0; i < WORDS_OF_A_SUBJECT; i++) {
            String own = random.nextInt(5) == 0 ? any() : subject.get(i);
            title.append(unlike ? word() : own).append(' ');
        }
        String api = "api-" + random.nextInt(APIS);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(unlike ? word() : any()).append(' ');
        }
        if (random.nextInt(3) == 0) {
            text.append("status 50")
                    .append(random.nextInt(5))
                    .append(" on /v1/")
                    .append(api)
                    .append("/4711");
        }
        return Ticket.newBuilder()
                .setId("t" + number)
                .setSource("bench")
                .setAt(at)
                .setCreatedAt(at)
                .setStatus(TicketStatus.OPEN)
                .setTitle(title.toString().strip())
                .setText(text.toString().strip())
                .setApi(random.nextBoolean() ? api : null)
                .setAnswers(0)
                .build();
    }

    /** One of 2,000 patterns of messages, told anew. */
    Pattern told(Instant at) {
        int number = random.nextInt(2000);
        String api = "api-" + number % APIS;
        return Pattern.newBuilder()
                .setId(String.format("p%04d", number))
                .setKind(PatternKind.MESSAGE)
                .setApi(api)
                .setApis(List.of(api))
                .setTemplate(words.get(number % WORDS) + " " + words.get(number * 7 % WORDS) + " failed after <*>")
                .setState(PatternState.RECURRING)
                .setAt(at)
                .setReason("told again")
                .setFirstSeen(at.minusSeconds(3600))
                .setLastSeen(at)
                .setTotal(100)
                .setRecent(10)
                .setWindowSeconds(600)
                .setStatuses(List.of(500 + number % 5))
                .setRoutes(List.of("/v1/" + api + "/{id}"))
                .build();
    }
}

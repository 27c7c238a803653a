package dev.hypercare.gaps;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;

/** How the records of the topics are read and kept. */
record GapForms(
        GapForm<Alert> alerts,
        GapForm<Pattern> patterns,
        GapForm<Mark> marks,
        GapForm<Ticket> tickets,
        GapForm<Gap> gaps) {}

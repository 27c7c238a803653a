package dev.hypercare.gaps;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;

/** How the records of the topics are read and kept. */
record GapForms(
        RecordForm<Alert> alerts,
        RecordForm<Pattern> patterns,
        RecordForm<Mark> marks,
        RecordForm<Ticket> tickets,
        RecordForm<Gap> gaps) {}

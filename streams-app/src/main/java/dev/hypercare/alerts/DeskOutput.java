package dev.hypercare.alerts;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Decision;

/** Where the desk puts what it has decided. */
interface DeskOutput {
    void alert(Alert alert);

    void decision(Decision decision);
}

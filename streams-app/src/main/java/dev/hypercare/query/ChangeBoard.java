package dev.hypercare.query;

import dev.hypercare.contract.ChangeRegister;
import dev.hypercare.schemas.events.Change;

/** The deployments and other changes that this process knows of, and the topic that tells all processes of them. */
public interface ChangeBoard {
    /** What is known. Error: {@link NotReadyException} before all of the topic has been read. */
    ChangeRegister register();

    /** Writes one; returns when this process has read it back. Error: {@link NotReadyException} where it cannot be written, or read in time. */
    void put(Change change);

    /** What time it is for the flow, milliseconds since the epoch. Error: {@link NotReadyException} before there is any. */
    long now();

    /** One that is never ready, for a process whose applications know of no changes. */
    static ChangeBoard absent(String why) {
        return new ChangeBoard() {
            @Override
            public ChangeRegister register() {
                throw new NotReadyException(why);
            }

            @Override
            public void put(Change change) {
                throw new NotReadyException(why);
            }

            @Override
            public long now() {
                throw new NotReadyException(why);
            }
        };
    }
}

package dev.hypercare.bench.chaos;

/**
 * One fault of a plan.
 *
 * @param kind what is done
 * @param target which broker or instance, from 0
 * @param pauseMillis how long after the recovery from the one before
 * @param downMillis how long a killed process stays away
 * @param shiftMillis how far the wall clock of the process is off when it is started again
 */
record Fault(FaultKind kind, int target, long pauseMillis, long downMillis, long shiftMillis) {}

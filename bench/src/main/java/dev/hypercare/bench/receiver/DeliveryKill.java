package dev.hypercare.bench.receiver;

/**
 * One kill.
 *
 * @param number from 1
 * @param victim {@code broker} or {@code worker}
 * @param acknowledgedBefore requests answered 2xx when it died
 * @param awayMillis how long it was left dead
 * @param gapMillis from its death to the next 2xx
 */
record DeliveryKill(int number, String victim, int acknowledgedBefore, long awayMillis, long gapMillis) {}

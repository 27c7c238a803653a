package dev.hypercare.bench.receiver;

import java.nio.file.Path;

/**
 * What a run is to be.
 *
 * @param requests how many are posted and answered 2xx
 * @param kills how many processes die
 * @param seed makes the order of the kills and how long the dead stay away
 * @param exactlyOnce whether the worker writes in transactions
 * @param clients how many post at once
 * @param directory where it lives
 */
record DeliveryRunOptions(int requests, int kills, long seed, boolean exactlyOnce, int clients, Path directory) {}

package dev.hypercare.testdata.simulate;

/** How the traffic of a launch goes up and down: by the time of day, which all routes share, and by chance, which they do not. */
final class DailyLoad {
    private static final long MINUTE = 60_000;
    private static final double DAY_HOURS = 24;
    private static final double NOISE = 0.06;

    private final long key;
    private final double peakHour;
    private final double mean;

    DailyLoad(long key) {
        this.key = key;
        peakHour = new Draws(key).between(12.5, 15);
        double sum = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            sum += raw(minute / 60.0);
        }
        mean = sum / (24 * 60);
    }

    /** How much of its mean rate the whole launch has at a time of day: from about a half to about twice, in UTC. */
    double load(long millis) {
        return raw(millis % (24 * 60 * MINUTE) / (60.0 * MINUTE)) / mean;
    }

    /** By how much latencies are longer because of the load: a few percent. */
    double strain(long millis) {
        return 1 + 0.06 * (load(millis) - 1);
    }

    /** What chance makes of the rate of a route: within some percent of 1, gliding from minute to minute. */
    double noise(int route, long millis) {
        long minute = Math.floorDiv(millis, MINUTE);
        double part = (millis - minute * MINUTE) / (double) MINUTE;
        return 1 + NOISE * ((1 - part) * knot(route, minute) + part * knot(route, minute + 1));
    }

    private double knot(int route, long minute) {
        double drawn = new Draws(Draws.key(Draws.key(key, route), minute)).gaussian();
        return Math.max(-3, Math.min(3, drawn));
    }

    private double raw(double hour) {
        double day = 2 * StrictMath.PI * (hour - peakHour) / DAY_HOURS;
        return StrictMath.exp(0.6 * StrictMath.cos(day) + 0.15 * StrictMath.cos(2 * day));
    }
}

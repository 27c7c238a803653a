package dev.hypercare.testdata.simulate;

/** What makes calls when all is well. */
record TrafficModel(SimulationSettings settings, Landscape landscape, DailyLoad day, Versions versions) {
    private static final long CALLS = 0xca11;

    /** Expected first tries of a route at a time, calls a second. */
    double perSecond(SimulatedRoute route, long millis, double load) {
        return route.perSecond() * settings.rateScale() * load * day.noise(route.index(), millis);
    }

    /** Expected first tries of a route at a time, calls a second. */
    double perSecond(SimulatedRoute route, long millis) {
        return perSecond(route, millis, day.load(millis));
    }

    CallMaker maker() {
        return new CallMaker(landscape, day, versions);
    }

    /** Of the draws of a route in a second. */
    long key(SimulatedRoute route, long secondMillis) {
        return Draws.key(Draws.key(settings.seed() ^ CALLS, route.index()), secondMillis);
    }
}

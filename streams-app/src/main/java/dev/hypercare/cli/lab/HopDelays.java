package dev.hypercare.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How long a closed slice takes to become an alert that can be read: hops that were measured, each taken as lognormal with its median
 * and 99th percentile.
 */
public final class HopDelays {
    private static final String RESOURCE = "/lab/hops.json";
    /** The 99th percentile of the normal distribution. */
    private static final double Z99 = 2.3263;

    private final List<Hop> hops;

    private record Hop(String name, double p50Millis, double p99Millis) {
        double draw(Random random) {
            return p50Millis * Math.exp(Math.log(p99Millis / p50Millis) / Z99 * random.nextGaussian());
        }
    }

    private HopDelays(List<Hop> hops) {
        this.hops = hops;
    }

    /** Those that are shipped with the product. */
    public static HopDelays measured() {
        try (InputStream in = HopDelays.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            List<Hop> hops = new ArrayList<>();
            for (JsonNode hop : new ObjectMapper().readTree(in).path("hops")) {
                hops.add(new Hop(
                        hop.path("name").asText(),
                        hop.path("p50Millis").asDouble(),
                        hop.path("p99Millis").asDouble()));
            }
            return new HopDelays(hops);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /** The sum of one draw of each, milliseconds. */
    public long draw(Random random) {
        double millis = 0;
        for (Hop hop : hops) {
            millis += hop.draw(random);
        }
        return Math.round(millis);
    }
}

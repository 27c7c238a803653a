package dev.hypercare.alerts;

import dev.hypercare.contract.config.Section;

/**
 * When what is measured counts as wide or narrow.
 *
 * @param wideShare share of the calls, 0 to 1, from which on many are affected
 * @param wideConsumers distinct consumers that it takes besides
 * @param narrowShare share of the calls, 0 to 1, below which few are affected
 * @param wideTraffic share of all calls of all APIs, 0 to 1, from which on much is affected, whoever makes them
 */
public record ImpactLimits(double wideShare, int wideConsumers, double narrowShare, double wideTraffic) {

    static ImpactLimits read(Section section, ImpactLimits absent) {
        ImpactLimits limits = new ImpactLimits(
                section.number("wide-share", absent.wideShare, 0, 1),
                section.integer("wide-consumers", absent.wideConsumers, 1, 1_000_000_000),
                section.number("narrow-share", absent.narrowShare, 0, 1),
                section.number("wide-traffic", absent.wideTraffic, 0, 1));
        if (limits.narrowShare > limits.wideShare) {
            section.problem(
                    "narrow-share", String.valueOf(limits.narrowShare), "not above wide-share, " + limits.wideShare);
        }
        return limits;
    }
}

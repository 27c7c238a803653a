package dev.hypercare.testdata.simulate;

/**
 * An AI model.
 *
 * @param firstTokenFactor how many times as long as the route's ordinary latency its first token takes
 * @param microsPerToken duration of each further token
 * @param inPrice millionths of the currency unit for a prompt token
 * @param outPrice the same for a completion token
 */
record AiModel(
        String provider,
        String name,
        double firstTokenFactor,
        double microsPerToken,
        double inPrice,
        double outPrice) {}

package dev.hypercare.testdata.simulate;

import java.util.List;

/**
 * What goes to AI models on a route.
 *
 * @param shares of the calls by model
 * @param tokensIn median of prompt tokens
 * @param tokensOut median of completion tokens; 0 where the route gives none
 * @param sigma of the logarithm of either
 * @param usageMissing share of good calls that tell no usage
 */
record AiMix(
        List<AiModel> models, Weighted shares, double tokensIn, double tokensOut, double sigma, double usageMissing) {
    AiMix {
        models = List.copyOf(models);
    }
}

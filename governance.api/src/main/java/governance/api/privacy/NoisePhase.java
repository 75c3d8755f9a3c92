package governance.api.privacy;

/**
 * Steps of training with the same Gaussian noise on a sum over records that are drawn by Poisson
 * sampling.
 *
 * @param noise standard deviation of the noise over the clip norm, in [0.01, 10^6]
 * @param rate probability with which each record takes part in a step, in (0, 1]
 * @param steps 1 to 10^9
 * @since 1.1
 */
public record NoisePhase(double noise, double rate, long steps) {}

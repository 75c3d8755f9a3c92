package governance.api.privacy;

/**
 * The privacy that is to be kept.
 *
 * @param epsilon ε, above 0
 * @param delta δ, in (0, 1)
 * @since 1.1
 */
public record PrivacyTarget(double epsilon, double delta) {}

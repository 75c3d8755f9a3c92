package governance.api.privacy;

/**
 * What noisy training costs in differential privacy, for data sets that differ by one record added
 * or removed.
 *
 * @param accountant the accountant that computed it, such as {@code pld}
 * @param epsilon ε: the upper bound is what can be promised, its distance from the lower one how
 *     much of it may be slack; a lower bound of 0 means that none is known
 * @param delta δ, in (0, 1)
 * @since 1.1
 */
public record PrivacyAccount(String accountant, PrivacyBound epsilon, double delta) {}

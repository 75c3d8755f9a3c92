package plugins.privacy.internal.accounting;

/**
 * Equal releases one after the other.
 *
 * @param mechanism what each release does
 * @param steps how many there are, at least 1
 */
record Phase(Mechanism mechanism, long steps) {}

package governance.runtime.internal.privacy;

/**
 * A data set as the ledger knows it.
 *
 * @param sha256 digest of its content, whatever it is called
 * @param name what it is called here
 */
public record DataKey(String sha256, String name) {}

package governance.crypto;

import java.time.Instant;

/**
 * One key of a keyring.
 *
 * @param id eight hexadecimal digits; tells nothing of the key
 * @param primary whether new data keys are wrapped by it
 * @param created when it was made
 */
public record KeyVersion(String id, boolean primary, Instant created) {}

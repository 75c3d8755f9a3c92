package governance.crypto;

/**
 * A data key as it may be stored: encrypted by a key of a keyring.
 *
 * @param keyring id of the keyring
 * @param key id of its key
 * @param wrapped the encrypted data key in Base64
 */
public record Envelope(String keyring, String key, String wrapped) {}

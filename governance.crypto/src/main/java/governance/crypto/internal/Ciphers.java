package governance.crypto.internal;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tink's ciphers with the parameters that are used here. */
final class Ciphers {
  /** Bytes of a key. */
  static final int KEY = 32;

  private static final String MAC = "HmacSha256";
  private static final int SEGMENT = 1 << 20;

  private Ciphers() {}

  /** AES-256-GCM with a random nonce of 12 bytes before and a tag of 16 behind the ciphertext. */
  static AesGcmJce values(byte[] key) {
    try {
      return new AesGcmJce(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /** The key format AES256_GCM_HKDF_1MB. */
  static AesGcmHkdfStreaming files(byte[] key) {
    try {
      return new AesGcmHkdfStreaming(key, MAC, KEY, SEGMENT, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /** Derives a key for one purpose, without salt. */
  static byte[] derive(byte[] secret, String purpose) {
    return derive(secret, new byte[0], bytes(purpose), KEY);
  }

  /** HKDF-SHA256, RFC 5869. */
  static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
    try {
      return Hkdf.computeHkdf(MAC, secret, salt, info, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** HMAC-SHA256, RFC 2104. */
  static byte[] code(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Returns the bytes, or none where the text is no Base64: what is not there fails to decrypt. */
  static byte[] bytesOf(String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}

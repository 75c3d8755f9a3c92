package plugins.privacy.internal.personaldata;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of pseudonyms and shifts: HMAC-SHA-256 (RFC 2104). Never printed. */
final class Secret {
  private static final int LEAST = 16;

  private final SecretKeySpec key;

  private Secret(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** Returns the key of a file, one line end after it left out. */
  static Secret file(String setting, String name) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of(name));
      int length = bytes.length;
      if (length > 0 && bytes[length - 1] == '\n') {
        length--;
      }
      if (length > 0 && bytes[length - 1] == '\r') {
        length--;
      }
      return of(setting, java.util.Arrays.copyOf(bytes, length));
    } catch (IOException e) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_SPEC,
              setting,
              name + " cannot be read: " + e.getClass().getSimpleName(),
              "a file with a key of at least " + LEAST + " bytes",
              "Make one: head -c 32 /dev/urandom > FILE"),
          e);
    }
  }

  /** Returns the key that an environment variable holds. */
  static Secret variable(String setting, String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw GovernanceException.spec(
          setting, "the environment has no " + name, "a variable that is set", "Set it");
    }
    return of(setting, value.getBytes(StandardCharsets.UTF_8));
  }

  static Secret of(String setting, byte[] key) {
    if (key.length < LEAST) {
      throw GovernanceException.spec(
          setting,
          "the key has " + key.length + " bytes",
          "at least " + LEAST + " bytes",
          "Make one: head -c 32 /dev/urandom > FILE");
    }
    return new Secret(key);
  }

  private byte[] digest(String purpose, String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** Returns 16 hexadecimal digits that follow from key, purpose and value. */
  String pseudonym(String purpose, String value) {
    return "%064x".formatted(new BigInteger(1, digest(purpose, value))).substring(0, 16);
  }

  /** Returns a number of days in [-most, most], never 0, for a person. */
  int days(String person, int most) {
    BigInteger number = new BigInteger(1, digest("date shift", person));
    int days = number.mod(BigInteger.valueOf(2L * most)).intValue();
    return days < most ? days - most : days - most + 1;
  }
}

package governance.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import governance.testkit.Oracle;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The ciphers give the published results. */
class CipherConformanceTest {
  private static final HexFormat HEX = HexFormat.of();

  private static JsonObject part(String name, String part) {
    return Oracle.named(CipherConformanceTest.class, name).getAsJsonObject(part);
  }

  private static byte[] hex(JsonObject object, String key) {
    return HEX.parseHex(object.get(key).getAsString());
  }

  @Test
  void codesAreThoseOfRfc4231() {
    JsonArray cases = part("hmac_sha256.rfc4231", "inputs").getAsJsonArray("cases");
    JsonArray expected = part("hmac_sha256.rfc4231", "expected").getAsJsonArray("mac");
    for (int i = 0; i < cases.size(); i++) {
      JsonObject each = cases.get(i).getAsJsonObject();
      byte[] key =
          each.has("key") ? Ciphers.bytes(each.get("key").getAsString()) : hex(each, "key_hex");
      byte[] code = Ciphers.code(key, Ciphers.bytes(each.get("data").getAsString()));
      assertEquals(expected.get(i).getAsString(), HEX.formatHex(code));
    }
  }

  @Test
  void derivedKeysAreThoseOfRfc5869() {
    JsonObject given = part("hkdf_sha256.rfc5869_case1", "inputs");
    byte[] key =
        Ciphers.derive(
            hex(given, "ikm"), hex(given, "salt"), hex(given, "info"), given.get("L").getAsInt());
    assertEquals(
        part("hkdf_sha256.rfc5869_case1", "expected").get("okm").getAsString(), HEX.formatHex(key));
  }

  @Test
  void publishedCiphertextsAreRead() throws Exception {
    JsonObject given = part("aes256_gcm.nist_case", "inputs");
    JsonObject expected = part("aes256_gcm.nist_case", "expected");
    JsonArray plain = given.getAsJsonArray("plaintext");
    for (int i = 0; i < plain.size(); i++) {
      String sealed =
          given.get("iv").getAsString()
              + expected.getAsJsonArray("ciphertext").get(i).getAsString()
              + expected.getAsJsonArray("tag").get(i).getAsString();
      assertArrayEquals(
          HEX.parseHex(plain.get(i).getAsString()),
          Ciphers.values(hex(given, "key")).decrypt(HEX.parseHex(sealed), new byte[0]));
    }
  }
}

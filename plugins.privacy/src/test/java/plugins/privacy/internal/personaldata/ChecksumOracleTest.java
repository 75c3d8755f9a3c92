package plugins.privacy.internal.personaldata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import governance.testkit.Oracle;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Published numbers with and without the right check digit. */
class ChecksumOracleTest {
  private static void check(String name, String key, Predicate<String> valid) {
    JsonObject oracle = Oracle.named(ChecksumOracleTest.class, name);
    JsonArray numbers = oracle.getAsJsonObject("inputs").getAsJsonArray(key);
    JsonArray expected = oracle.getAsJsonObject("expected").getAsJsonArray("valid");
    for (int i = 0; i < numbers.size(); i++) {
      String number = numbers.get(i).getAsString();
      assertEquals(expected.get(i).getAsBoolean(), valid.test(number), number);
    }
  }

  @Test
  void luhn() {
    check("pii.luhn", "numbers", Checksums::luhn);
  }

  @Test
  void iban() {
    check("pii.iban_mod97", "iban", iban -> Codes.iban(iban.replace(" ", "")));
  }

  @Test
  void chineseResidents() {
    check("pii.cn_resident_id", "ids", NationalIds::china);
  }
}

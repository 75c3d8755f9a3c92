package governance.runtime.internal.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedAttributeTest {
  @ParameterizedTest
  @CsvSource({
    "age>=25, 25, age>=25",
    "age>=25, 24.9, age<25",
    "age >= 25, 30, age>=25",
    "age<25, 25, age>=25",
    "age>25, 25, age<=25",
    "age<=25, 25, age<=25",
    "income>-1.5, -2, income<=-1.5",
  })
  void numbersArePartedInTwo(String attribute, double value, String group) {
    assertEquals(group, ProtectedAttribute.parse(attribute).group(value));
    assertEquals(group, ProtectedAttribute.parse(attribute).group(Double.toString(value)));
  }

  @Test
  void valuesAreGroupsOfTheirOwn() {
    ProtectedAttribute sex = ProtectedAttribute.parse(" sex ");
    assertEquals("sex", sex.column());
    assertEquals("F", sex.group("F"));
    assertEquals("3", sex.group(3.0));
    assertEquals("2.5", sex.group(2.5));
  }

  @Test
  void aValueIsSetAgainstAllOthers() {
    ProtectedAttribute race = ProtectedAttribute.parse("race = White");
    assertEquals("race=White", race.text());
    assertEquals("race=White", race.group("White"));
    assertEquals("race≠White", race.group("Black"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"status in [A92,A95]", " status in [ A92 , A95 ] ", "status in[A92,A95]"})
  void aSetOfValuesIsSetAgainstAllOthers(String written) {
    ProtectedAttribute status = ProtectedAttribute.parse(written);
    assertEquals("status in [A92,A95]", status.text());
    assertEquals("status", status.column());
    assertEquals("status in [A92,A95]", status.group("A92"));
    assertEquals("status in [A92,A95]", status.group("A95"));
    assertEquals("status not in [A92,A95]", status.group("A9"));
    assertEquals("status not in [A92,A95]", status.group("A92,A95"));
    assertNull(status.group(""));
  }

  @Test
  void numbersMayBeListedToo() {
    ProtectedAttribute code = ProtectedAttribute.parse("code in [1,2.5]");
    assertEquals("code in [1,2.5]", code.group(1.0));
    assertEquals("code in [1,2.5]", code.group("2.5"));
    assertEquals("code not in [1,2.5]", code.group(3.0));
  }

  @Test
  void aColumnMayHoldTheWord() {
    assertEquals("years in job>=2", ProtectedAttribute.parse("years in job>=2").text());
    assertEquals("years in job", ProtectedAttribute.parse("years in job").column());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status in []",
        "status in [A92,]",
        "status in [A92,A92]",
        "status in [A92",
        "status in [A92]]",
        "status in [A92] x",
        " in [A92]"
      })
  void aSetThatIsNoneSaysWhatIsAllowed(String written) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> ProtectedAttribute.parse(written), written);
    assertEquals(
        "COLUMN in [VALUE,VALUE] with values that differ, such as status in [A92,A95]",
        refused.getMessage());
  }

  @Test
  void missingValuesHaveNoGroup() {
    ProtectedAttribute age = ProtectedAttribute.parse("age>=25");
    assertNull(age.group(null));
    assertNull(age.group(Double.NaN));
    assertNull(age.group(" "));
    assertNull(age.group("unknown"));
    assertNull(ProtectedAttribute.parse("sex").group(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ">=25", "age>=", "age>=x", "age<NaN", "age>Infinity"})
  void whatIsNoneIsRefused(String written) {
    assertThrows(IllegalArgumentException.class, () -> ProtectedAttribute.parse(written));
  }
}

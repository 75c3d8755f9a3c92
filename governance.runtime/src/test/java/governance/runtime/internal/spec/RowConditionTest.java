package governance.runtime.internal.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowConditionTest {
  private static boolean holds(String written, Object value) {
    return RowCondition.parse(written).holds(value);
  }

  @Test
  void aColumnAloneAsksForAValue() {
    assertTrue(holds("text", "x"));
    assertTrue(holds("text", List.of("two", "words")));
    assertFalse(holds("text", " "));
    assertFalse(holds("text", null));
    assertFalse(holds("text", Double.NaN));
  }

  @Test
  void valuesAreComparedAsTextsAndNumbersAsNumbers() {
    assertTrue(holds("status=closed", "closed"));
    assertFalse(holds("status=closed", "open"));
    assertTrue(holds("code!=11", "1"));
    assertFalse(holds("code != 11", 11.0));
    assertTrue(holds("age >= 18", "18"));
    assertFalse(holds("age>18", 18.0));
    assertTrue(holds("age<=18", 18.0));
    assertFalse(holds("age<18", "18"));
  }

  @Test
  void aMissingValueIsUnlikeAnyOther() {
    assertTrue(holds("code!=11", null));
    assertFalse(holds("code=11", null));
    assertFalse(holds("age<18", null));
    assertFalse(holds("age<18", "unknown"));
  }

  @Test
  void refusesWhatIsNoCondition() {
    for (String written : List.of("", "=3", "age>=", "age>old")) {
      assertThrows(IllegalArgumentException.class, () -> RowCondition.parse(written), written);
    }
    assertEquals("age>=18", RowCondition.parse(" age >= 18 ").text());
  }
}

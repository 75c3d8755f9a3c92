package plugins.data.internal.rowtext;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void namesAreSplitAtSignsAndCapitals() {
    assertEquals(List.of("marital", "status"), Wording.words("Marital-Status"));
    assertEquals(List.of("hours", "per", "week"), Wording.words("hoursPerWeek"));
    assertEquals(List.of("größe", "2"), Wording.words("Größe (2)"));
  }

  @Test
  void columnsKeepTheFirstWordOfTheirOwn() {
    Map<String, String> names =
        Wording.columns(
            List.of(
                "education", "education-num", "capital-gain", "capital-loss", "native-country"));
    assertEquals(
        List.of("education", "num", "gain", "loss", "native"), List.copyOf(names.values()));
  }

  @Test
  void valuesKeepTheWordsThatTellThemApart() {
    Map<String, String> names =
        Wording.values(
            Set.of("Self-emp-inc", "Self-emp-not-inc", "Private", "high", "high school"));
    assertEquals("self emp inc", names.get("Self-emp-inc"));
    assertEquals("self emp not", names.get("Self-emp-not-inc"));
    assertEquals("private", names.get("Private"));
    assertEquals("high", names.get("high"));
    assertEquals("high school", names.get("high school"));
  }

  @Test
  void namesThatDifferInSignsOnlyStayAsTheyAre() {
    assertEquals(Map.of("A+", "A+", "A-", "A-", "!", "!"), Wording.values(Set.of("A+", "A-", "!")));
  }
}

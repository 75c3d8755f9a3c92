package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.RunPlan.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FavourableClassTest {
  @TempDir Path folder;

  private Resolution plan(String label, String... values) {
    PlanFixture fixture = new PlanFixture(folder);
    String rows = String.join("\nf,", List.of(values));
    String file = fixture.file("own.csv", "sex," + label + "\nf," + rows + "\n").toString();
    return fixture.plan("finance", "data.file", file, "data.label", label, "data.protected", "sex");
  }

  private static Optional<Value> favourable(Resolution resolution) {
    return resolution.plan().values().stream()
        .filter(v -> v.key().equals("data.favourable") && !v.value().equals("null"))
        .findFirst();
  }

  @ParameterizedTest
  @CsvSource({"default,yes,no,no", "DEFAULT,1,0,0", "Default,Yes,No,No", "approved,1,0,1"})
  void isTheOneThatThePackKnows(String label, String one, String other, String expected) {
    Resolution resolution = plan(label, one, other, one);
    assertEquals(List.of(), resolution.plan().problems());
    assertEquals("\"" + expected + "\"", favourable(resolution).orElseThrow().value());
    assertEquals("domain finance vocabulary", favourable(resolution).orElseThrow().origin());
    assertEquals(Optional.of(expected), resolution.spec().orElseThrow().data().favourable());
    assertTrue(resolution.specJson().contains("\"favourable\""), resolution.specJson());
  }

  @ParameterizedTest
  @CsvSource({"default,paid,late", "default,no,0", "default,no,No", "other,yes,no"})
  void isNotGuessed(String label, String one, String other) {
    Resolution resolution = plan(label, one, other);
    assertTrue(favourable(resolution).isEmpty());
    String problem = resolution.plan().problems().get(0).message();
    assertTrue(problem.startsWith("data.favourable: no favourable class is named"), problem);
    assertTrue(problem.contains("of " + one + ", " + other), problem);
  }

  @Test
  void whatTheUserNamesCounts() {
    PlanFixture fixture = new PlanFixture(folder);
    String file = fixture.file("own.csv", "sex,default\nf,no\nm,yes\n").toString();
    Resolution resolution =
        fixture.plan(
            "finance",
            "data.file",
            file,
            "data.label",
            "default",
            "data.protected",
            "sex",
            "data.favourable",
            "yes");
    assertEquals("\"yes\"", favourable(resolution).orElseThrow().value());
  }
}

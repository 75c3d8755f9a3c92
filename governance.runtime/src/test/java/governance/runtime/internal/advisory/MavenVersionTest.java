package governance.runtime.internal.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that Maven 3.8.7's own ComparableVersion gives. */
class MavenVersionTest {
  private static final String[] ASCENDING = {
    "1.0-alpha-1",
    "1.0-beta",
    "1.0-M3",
    "1.0-rc1",
    "1.0-rc2",
    "1.0-SNAPSHOT",
    "1.0",
    "1.0-sp",
    "1.0-android",
    "1.0-jre",
    "1.0-1",
    "1.0.1",
    "1.9",
    "1.10",
    "1.10.20230101",
    "2-rc1",
    "2"
  };

  @Test
  void versionsAreInMavensOrder() {
    for (int i = 0; i < ASCENDING.length; i++) {
      for (int j = 0; j < ASCENDING.length; j++) {
        int got = MavenVersion.of(ASCENDING[i]).compareTo(MavenVersion.of(ASCENDING[j]));
        assertEquals(
            Integer.signum(i - j), Integer.signum(got), ASCENDING[i] + " and " + ASCENDING[j]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "1.0, 1.0.0",
    "1.0.Final, 1",
    "1.0.RELEASE, 1.0-ga",
    "1.0-cr1, 1.0-rc1",
    "1.0a1, 1.0-alpha-1",
    "01.2, 1.2",
    "1.0-m3, 1.0-milestone-3"
  })
  void theseAreTheSame(String one, String other) {
    assertEquals(MavenVersion.of(one), MavenVersion.of(other));
    assertEquals(MavenVersion.of(one).hashCode(), MavenVersion.of(other).hashCode());
  }
}

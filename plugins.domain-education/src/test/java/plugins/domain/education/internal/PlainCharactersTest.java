package plugins.domain.education.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlainCharactersTest {
  @Nested
  class KeepsTheContract extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new PlainCharacters();
    }
  }

  /** The same sentence as three programs convert it. */
  @Test
  void versionsThatDifferByTheirConversionBecomeTheSame() {
    String plain = "The worlds rst cafs are nished, he said.";
    assertEquals(
        plain, PlainCharacters.plain("The world’s first cafés are – “finished”, he said."));
    assertEquals(plain, PlainCharacters.plain("The world's ﬁrst cafés are\n finished, he said."));
    assertEquals(plain, PlainCharacters.plain("The worlds rst cafs are  nished, he said."));
  }
}

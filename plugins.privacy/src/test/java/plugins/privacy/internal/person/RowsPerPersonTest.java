package plugins.privacy.internal.person;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsPerPersonTest {
  private record Setup(Dataset training, Settings settings, long seed, Optional<Path> dataDirectory)
      implements TransformSetup {}

  /** Visits of persons; a null is somebody unknown. */
  private static Dataset visits(List<String> persons) {
    List<String> notes = IntStream.range(0, persons.size()).mapToObj(i -> "note " + i).toList();
    Schema schema =
        new Schema(
            List.of(
                new Column("patient", ValueType.STRING, Role.IGNORED),
                new Column("note", ValueType.STRING, Role.TEXT)));
    return Dataset.of(schema, List.of(persons, notes));
  }

  private static FittedTransform fit(Dataset data, String subject, int most, long seed) {
    Settings settings = Settings.of(RowsPerPerson.ID, Map.of("subject", subject, "most", most));
    return new RowsPerPerson().fit(new Setup(data, settings, seed, Optional.empty()));
  }

  private static TransformResult bounded(List<String> persons, int most, long seed) {
    Dataset data = visits(persons);
    return fit(data, "patient", most, seed).apply(data, Split.TRAIN);
  }

  private static final List<String> MANY =
      Arrays.asList("a", "a", "b", null, "a", "c", "a", "c", "c", "a");

  @Test
  void nobodyKeepsMoreRowsThanTheMost() {
    TransformResult result = bounded(MANY, 2, 7);
    List<?> kept = result.data().values("patient");
    assertEquals(5, kept.size());
    for (String person : List.of("a", "b", "c")) {
      assertEquals(person.equals("b") ? 1 : 2, Collections.frequency(kept, person), person);
    }
    assertEquals(
        List.of(
            new Change(ChangeType.REMOVED, "rows of persons with more than 2", 4),
            new Change(ChangeType.REMOVED, "rows without patient", 1)),
        result.changes());
  }

  /** Else leaving a person out would change more than this person's rows. */
  @Test
  void whichRowsStayDoesNotDependOnOthers() {
    Set<Object> with = notesOf(bounded(MANY, 2, 7), "a");
    Dataset without = visits(MANY).select(new int[] {0, 1, 2, 4, 6, 9});
    assertEquals(with, notesOf(fit(without, "patient", 2, 7).apply(without, Split.TRAIN), "a"));
    boolean varies =
        IntStream.range(8, 40).anyMatch(seed -> !with.equals(notesOf(bounded(MANY, 2, seed), "a")));
    assertTrue(varies, "the seed decides");
  }

  private static Set<Object> notesOf(TransformResult result, String person) {
    Set<Object> notes = new TreeSet<>();
    List<?> persons = result.data().values("patient");
    for (int row = 0; row < persons.size(); row++) {
      if (persons.get(row).equals(person)) {
        notes.add(result.data().values("note").get(row));
      }
    }
    return notes;
  }

  @Test
  void otherSplitsStayAsTheyAre() {
    Dataset data = visits(MANY);
    FittedTransform fitted = fit(data, "patient", 1, 7);
    assertSame(data, fitted.apply(data, Split.TEST).data());
    assertNotEquals(data.size(), fitted.apply(data, Split.TRAIN).data().size());
  }

  @Test
  void anUnknownColumnIsNamed() {
    GovernanceException refused =
        assertThrows(GovernanceException.class, () -> fit(visits(MANY), "person", 1, 7));
    assertTrue(refused.getMessage().contains("patient"), refused.getMessage());
  }
}

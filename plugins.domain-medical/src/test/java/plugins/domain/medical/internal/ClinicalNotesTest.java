package plugins.domain.medical.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.DataRequest;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.generated.GroundTruth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClinicalNotesTest {
  private static final GroundTruth TRUTH =
      GroundTruth.read(ClinicalNotes.class, ClinicalNotes.TRUTH);

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}

  private static List<List<Object>> notes(int rows, long seed) throws IOException {
    Settings settings = Settings.of(ClinicalNotes.ID, Map.of("rows", rows, "seed", seed));
    try (RowStream stream = new ClinicalNotes().open(new Request(Optional.empty(), settings, 5))) {
      List<List<Object>> notes = new ArrayList<>();
      for (Row row = stream.next(); row != null; row = stream.next()) {
        notes.add(row.values());
      }
      return notes;
    }
  }

  private static long mentions(List<List<Object>> notes, String sex, int column) {
    return notes.stream()
        .filter(n -> n.get(0).equals(sex))
        .flatMap(n -> ((List<?>) n.get(column)).stream())
        .filter(t -> ((String) t).startsWith("B-"))
        .count();
  }

  /**
   * The digest is the same on every platform and version of Java; it changes when a planted number
   * changes.
   */
  @Test
  void theDefaultRowsAreTheSameEverywhere() throws Exception {
    StringBuilder text = new StringBuilder();
    notes(3000, 1).forEach(n -> text.append(n).append('\n'));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "bdea14a33a9d9a268d917682c2e360b12caba977fd094984802044468ced4d6f",
        HexFormat.of().formatHex(digest));
  }

  @Test
  void mentionsAreOverlookedMoreOftenForOneGroupAsStated() throws IOException {
    List<List<Object>> notes = notes(30_000, 2);
    double female = 1 - (double) mentions(notes, "female", 2) / mentions(notes, "female", 3);
    double male = 1 - (double) mentions(notes, "male", 2) / mentions(notes, "male", 3);
    assertEquals(TRUTH.number("overlooked.female"), female, 0.012);
    assertEquals(TRUTH.number("overlooked.male"), male, 0.006);
  }

  @Test
  void tagsAreWellFormedAndFitTheWords() throws IOException {
    for (List<Object> note : notes(3000, 1)) {
      List<?> words = (List<?>) note.get(1);
      List<?> tags = (List<?>) note.get(2);
      assertEquals(words.size(), tags.size());
      assertTrue(words.stream().noneMatch(w -> ((String) w).isBlank()));
      for (int i = 0; i < tags.size(); i++) {
        String tag = (String) tags.get(i);
        if (tag.startsWith("I-")) {
          String before = (String) tags.get(i - 1);
          assertTrue(before.equals("B-" + tag.substring(2)) || before.equals(tag), note.toString());
        }
      }
    }
  }

  @Test
  void sexIsStatedInWordsAsOftenAsPlanted() throws IOException {
    List<List<Object>> notes = notes(30_000, 3);
    List<List<Object>> admitted =
        notes.stream().filter(n -> ((List<?>) n.get(1)).contains("admitted")).toList();
    long stated = admitted.stream().filter(n -> !((List<?>) n.get(1)).contains("patient")).count();
    assertEquals(TRUTH.number("sex.stated"), (double) stated / admitted.size(), 0.03);
    assertEquals(
        TRUTH.number("share.female"),
        (double) notes.stream().filter(n -> n.get(0).equals("female")).count() / notes.size(),
        0.02);
  }

  @Test
  void refusesNoRows() {
    assertThrows(GovernanceException.class, () -> notes(0, 1));
  }
}

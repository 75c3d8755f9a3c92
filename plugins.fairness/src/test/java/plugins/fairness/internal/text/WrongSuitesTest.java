package plugins.fairness.internal.text;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.DataFolder;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.ModelMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are absent, empty or something else. */
class WrongSuitesTest {
  @TempDir Path folder;

  private final ScriptedModel model = new ScriptedModel();

  private static List<ModelMetric> all(DataFolder data) {
    return List.of(
        new CrowsPairs(data),
        new WinoBiasPronouns(data),
        new WinoBiasFlips(data),
        new GapNameChoice(data),
        new IdentityTermBias(data),
        new TokenGap(data),
        new DescriptorShift(data));
  }

  @Test
  void withoutADataDirectoryOrFileTheNoteSaysWhatToFetch() {
    for (ModelMetric metric : all(() -> Optional.empty())) {
      MetricResult result = model.examine(metric, Map.of());
      assertFalse(result.defined());
      assertTrue(result.note().contains("GOVERNANCE_DATA"), result.note());
      assertTrue(result.note().contains("https://github.com/"), result.note());
    }
    for (ModelMetric metric : all(() -> Optional.of(folder))) {
      MetricResult result = model.examine(metric, Map.of());
      assertFalse(result.defined());
      assertTrue(result.note().contains(folder + "/fairness/"), result.note());
    }
  }

  @Test
  void anAbsoluteFileNeedsNoDataDirectory() {
    CrowsPairs metric = new CrowsPairs(() -> Optional.empty());
    Path file = Resources.folder().resolve("crows.csv");
    assertTrue(model.examine(metric, Map.of("file", file.toString())).defined());
  }

  private void assertRefused(ModelMetric metric, String name, String content, String part)
      throws IOException {
    Files.writeString(folder.resolve(name), content);
    var e =
        assertThrows(GovernanceException.class, () -> model.examine(metric, Map.of("file", name)));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains(name), e.getMessage());
  }

  @Test
  void anotherFormIsRefusedWithTheFileAndWhatIsAllowed() throws IOException {
    DataFolder data = () -> Optional.of(folder);
    CrowsPairs crows = new CrowsPairs(data);
    assertRefused(crows, "a.csv", "", "holds no row");
    assertRefused(crows, "b.csv", "sent_more,sent_less,bias_type,stereo_antistereo\n", "no row");
    assertRefused(crows, "c.csv", "sent_more,sent_less\nx,y\n", "a column stereo_antistereo");
    assertRefused(crows, "d.csv.gz", "not compressed", "cannot be read");
    assertRefused(
        crows,
        "k.csv",
        "sent_more,sent_less,bias_type,stereo_antistereo\na,b\n",
        "2 fields in line 2");
    String wino = "split,type,condition,id,sentence\n";
    String plain = wino + "d,t,pro,1,The smith left\nd,t,anti,1,The smith left\n";
    assertRefused(new WinoBiasFlips(data), "e.csv", plain, "without marks");
    String gap = "Text\tPronoun\tPronoun-offset\tA\tA-coref\tB\tB-coref\n";
    GapNameChoice choice = new GapNameChoice(data);
    assertRefused(choice, "f.tsv", gap + "Ann left.\tshe\t4\tAnn\tTRUE\tEve\tFALSE\n", "offset");
    assertRefused(choice, "g.tsv", gap + "she left.\tshe\t0\tAnn\tyes\tEve\tno\n", "TRUE or FALSE");
    assertRefused(choice, "h.tsv", gap + "she left.\tshe\tx\tAnn\tTRUE\tEve\tFALSE\n", "offset");
  }

  @Test
  void documentsThatAreNoJsonOfThatFormAreRefused() throws IOException {
    DescriptorShift metric = new DescriptorShift(() -> Optional.of(folder));
    Files.writeString(folder.resolve("t.json"), "{\"I'm {noun_phrase}.\": {}}");
    for (String content : List.of("", "[1]", "{\"axis\": [1]}", "{}", "{\"a\": {\"b\": [{}]}}")) {
      Files.writeString(folder.resolve("d.json"), content);
      var e =
          assertThrows(
              GovernanceException.class,
              () -> model.examine(metric, Map.of("descriptors", "d.json", "templates", "t.json")),
              content);
      assertTrue(e.getMessage().contains("d.json"), e.getMessage());
    }
  }

  @Test
  void aSuiteOfAnotherLanguageHasNoFigure() {
    model.unknown =
        Set.of("the", "redlings", "redling", "bluelings", "wugs", "never", "pay", "their", "on");
    MetricResult result =
        model.examine(new CrowsPairs(Resources.HERE), Map.of("file", "crows.csv"));
    assertFalse(result.defined());
    assertTrue(result.note().contains("language"), result.note());
  }
}

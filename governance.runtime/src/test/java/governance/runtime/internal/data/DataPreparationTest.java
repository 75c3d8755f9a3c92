package governance.runtime.internal.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.ValueType;
import governance.runtime.internal.spec.DataSpec.SplitSpec;
import governance.runtime.internal.support.MemorySource;
import governance.runtime.internal.support.Specs;
import governance.runtime.internal.support.WordTokenizer;
import governance.runtime.internal.vault.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPreparationTest {
  private static final String HEADER = "id,text,sex,age,status,label";

  @TempDir Path folder;

  private static Specs specs() {
    return new Specs()
        .role("id", Role.ID)
        .role("text", Role.TEXT)
        .role("status", Role.IGNORED)
        .role("label", Role.LABEL)
        .favourable("yes")
        .protect("sex", "age>=25");
  }

  /** 100 rows: 70 labelled no, 30 yes; half f, half m; 60 of at least 25 years. */
  static String[] lines(int rows) {
    return IntStream.rangeClosed(0, rows)
        .mapToObj(i -> i == 0 ? HEADER : line(i - 1))
        .toArray(String[]::new);
  }

  private static String line(int i) {
    String label = i % 10 < 3 ? "yes" : "no";
    String sex = (i / 10) % 2 == 0 ? "f" : "m";
    int age = i % 5 < 3 ? 30 + i % 7 : 20;
    return "r"
        + i
        + ",case "
        + (i % 4)
        + " wants money,"
        + sex
        + ","
        + age
        + ",A"
        + i % 3
        + ","
        + label;
  }

  private static PreparedData prepare(Specs specs, String... lines) {
    return new DataPreparation(specs.build(), specs.plan(lines[0]))
        .prepare(MemorySource.of(lines), new WordTokenizer());
  }

  @Test
  void splitsKeepSharesOfLabelAndGroups() {
    PreparedData data = prepare(specs(), lines(200));
    assertEquals(120, data.split(Split.TRAIN).size());
    assertEquals(40, data.split(Split.VALIDATION).size());
    assertEquals(40, data.split(Split.TEST).size());
    for (Split split : Split.values()) {
      Dataset rows = data.original().get(split);
      long favourable = rows.values("label").stream().filter("yes"::equals).count();
      assertEquals(0.3, favourable / (double) rows.size(), 0.03, split.name());
      long women = rows.values("sex").stream().filter("f"::equals).count();
      assertEquals(0.5, women / (double) rows.size(), 0.05, split.name());
    }
  }

  @Test
  void everyRowIsInExactlyOneSplit() {
    PreparedData data = prepare(specs(), lines(100));
    Set<String> seen = new TreeSet<>();
    for (Split split : Split.values()) {
      data.names(split).forEach(name -> assertTrue(seen.add(name), name));
    }
    assertEquals(100, seen.size());
  }

  @Test
  void oneSeedOneResult() {
    PreparedData first = prepare(specs(), lines(100));
    PreparedData second = prepare(specs(), lines(100));
    assertEquals(first.splitsTree(), second.splitsTree());
    assertEquals(first.lineageTree(), second.lineageTree());
    assertEquals(first.card(), second.card());
  }

  @Test
  void theDigestFollowsTheContent() {
    String[] lines = lines(100);
    String before = prepare(specs(), lines).digest();
    lines[50] = lines[50].replace("money", "mercy");
    assertNotEquals(before, prepare(specs(), lines).digest());
  }

  @Test
  void groupsComeFromValuesAndComparisons() {
    PreparedData data = prepare(specs(), lines(100));
    var groups = data.training().groups();
    assertEquals(List.of("f", "m"), groups.get("sex").names());
    assertEquals(List.of("age<25", "age>=25"), groups.get("age>=25").names());
    Dataset train = data.split(Split.TRAIN).data();
    assertEquals(Role.IGNORED, train.schema().columns().get(train.schema().indexOf("age")).role());
    int[] index = groups.get("age>=25").index();
    for (int i = 0; i < index.length; i++) {
      assertEquals(train.number("age", i) >= 25 ? 1 : 0, index[i]);
    }
  }

  @Test
  void protectedColumnsAreReadOnlyWhereTheSpecSaysSo() {
    String header = "sex,job,label";
    String[] lines =
        IntStream.rangeClosed(0, 40)
            .mapToObj(
                i ->
                    i == 0
                        ? header
                        : (i % 2 == 0 ? "f" : "m") + ",job" + i % 4 / 2 + "," + i % 3 % 2)
            .toArray(String[]::new);
    Specs hidden = new Specs().role("label", Role.LABEL).role("job", Role.TEXT).protect("sex");
    assertTrue(
        prepare(hidden, lines).original().get(Split.TRAIN).schema().with(Role.FEATURE).isEmpty());
    Specs shown =
        new Specs().role("label", Role.LABEL).role("job", Role.TEXT).protect("sex").readable();
    PreparedData data = prepare(shown, lines);
    assertEquals(
        List.of("sex (read)"),
        data.original().get(Split.TRAIN).schema().with(Role.FEATURE).stream()
            .map(c -> c.name())
            .toList());
    assertEquals(List.of("sex"), data.split(Split.TRAIN).protectedColumns());
  }

  /** What is withheld does not reach the model, and still forms the groups. */
  @Test
  void withheldColumnsLeaveTheInputAloneAndFormTheGroups() {
    String[] lines = lines(100);
    String[] swapped = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      swapped[i] = lines[i].replace(",f,", ",x,").replace(",m,", ",f,").replace(",x,", ",m,");
    }
    SplitSpec split = new SplitSpec(0.2, 0.2, false);
    PreparedData data = prepare(specs().split(split), lines);
    PreparedData other = prepare(specs().split(split), swapped);
    for (Split part : Split.values()) {
      ModelRows rows = data.split(part);
      ModelRows others = other.split(part);
      assertEquals(rows.texts(), others.texts());
      for (int row = 0; row < rows.size(); row++) {
        assertArrayEquals(rows.inputs().get(row).ids(), others.inputs().get(row).ids());
        assertEquals(
            1 - rows.groups().get("sex").index()[row], others.groups().get("sex").index()[row]);
      }
    }
  }

  @Test
  void equalCasesHaveEqualKeys() {
    PreparedData data = prepare(specs(), lines(100));
    int[] content = data.training().content();
    List<String> texts = data.split(Split.TRAIN).texts();
    for (int i = 0; i < content.length; i++) {
      for (int j = 0; j < content.length; j++) {
        assertEquals(texts.get(i).equals(texts.get(j)), content[i] == content[j]);
      }
    }
  }

  @Test
  void typesFollowTheValues() {
    String[] lines = {
      "text,a,b,c,label",
      "x,1,?,1x,0",
      "y,2.5,7,2,1",
      "z,,-3e2,3,0",
      "x,4,NA,4,1",
      "y,5,1,5,0",
      "z,6,2,6,1"
    };
    Specs specs = new Specs().role("text", Role.TEXT).role("label", Role.LABEL).split(0, 0.34);
    Dataset rows = prepare(specs, lines).original().get(Split.TRAIN);
    Map<String, ValueType> types =
        rows.schema().columns().stream().collect(Collectors.toMap(c -> c.name(), c -> c.type()));
    assertEquals(ValueType.NUMBER, types.get("a"));
    assertEquals(ValueType.NUMBER, types.get("b"));
    assertEquals(ValueType.STRING, types.get("c"));
    assertEquals(ValueType.STRING, types.get("label"));
  }

  @Test
  void theCardCountsWhatWasRead() {
    String[] lines = lines(100);
    lines[7] = "only,two";
    lines[8] = lines[8].substring(0, lines[8].lastIndexOf(',') + 1);
    Map<String, Object> card = prepare(specs().badRows(0.02), lines).card();
    assertEquals(
        "{read=100, used=98, rejected=2, badRowsAllowed=0.02}", card.get("rows").toString());
    assertEquals(
        "[{file=data.memory, line=8, reason=has 2 fields, expected 6}, {file=data.memory, line=9, reason=no value in the"
            + " label column \"label\"}]",
        card.get("rejected").toString());
    Map<?, ?> label = (Map<?, ?>) card.get("label");
    assertEquals("yes", label.get("favourable"));
    assertTrue(
        card.get("baseRates").toString().contains("{column=sex, group=f, value=0."),
        card.toString());
  }

  @Test
  void ownSplitsAreKeptAndValidationComesFromTraining() throws IOException {
    Path train = Files.write(folder.resolve("train.csv"), Arrays.asList(lines(100)));
    String[] more = lines(130);
    List<String> last =
        IntStream.range(0, 31).mapToObj(i -> i == 0 ? more[0] : more[100 + i]).toList();
    Path test = Files.write(folder.resolve("test.csv"), last);
    Specs specs = specs();
    PreparedData data =
        new DataPreparation(
                specs.build(),
                specs.plan(HEADER, Specs.part(train, Split.TRAIN), Specs.part(test, Split.TEST)))
            .prepare(MemorySource.of(), new WordTokenizer());
    assertEquals(30, data.split(Split.TEST).size());
    assertEquals(26, data.split(Split.VALIDATION).size());
    assertEquals(74, data.split(Split.TRAIN).size());
    assertTrue(data.names(Split.TEST).contains("r129"));
    assertFalse(data.names(Split.TRAIN).contains("r129"));
  }

  @Test
  void aSampleIsRandomAndOfTheRightSize() {
    PreparedData data = prepare(specs().rows(60), lines(200));
    int all = 0;
    boolean late = false;
    for (Split split : Split.values()) {
      all += data.split(split).size();
      late |= data.names(split).stream().anyMatch(n -> Integer.parseInt(n.substring(1)) >= 100);
    }
    assertEquals(60, all);
    assertTrue(late);
  }

  @Test
  void longTextsAreCutAndCounted() {
    String[] lines = lines(100);
    lines[5] = lines[5].replace("wants money", "word ".repeat(50));
    Map<?, ?> cut = (Map<?, ?>) prepare(specs(), lines).card().get("truncation");
    assertEquals(
        "{maxLength=32, truncated=1, share=0.01, longest=54, lostPieces=22}", cut.toString());
  }

  @Test
  void wordsAndTagsBecomePieceLabels() {
    String[] lines =
        IntStream.rangeClosed(0, 30)
            .mapToObj(i -> i == 0 ? "tokens,tags" : "the flu is bad,O B-D O O")
            .toArray(String[]::new);
    PreparedData data = prepare(new Specs().tags(), lines);
    assertEquals(List.of("O", "B-D"), data.classes().names());
    assertEquals(0, data.classes().outside());
    assertArrayEquals(new int[] {-100, 0, 1, 0, 0, -100}, data.split(Split.TRAIN).pieceLabels()[0]);
    assertNull(data.training().labels());
  }

  @Test
  void publishedRowsHoldNoProtectedAttribute() throws IOException {
    PreparedData data = prepare(specs(), lines(100));
    Path file = folder.resolve("published.jsonl");
    PublishedSets sets = new PublishedSets(true, Rows.OPEN);
    try (OutputStream out = Files.newOutputStream(file)) {
      sets.original(out, "published.jsonl", data);
    }
    List<String> rows = Files.readAllLines(file);
    assertEquals(100, rows.size());
    assertTrue(
        rows.stream().noneMatch(r -> r.contains("\"sex\"") || r.contains("age")), rows.get(0));
    assertEquals(
        List.of("sex", "age", "status", "age>=25"), sets.leftOut(data.original().get(Split.TRAIN)));
  }
}

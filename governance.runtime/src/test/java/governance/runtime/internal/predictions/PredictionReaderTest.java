package governance.runtime.internal.predictions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionReaderTest {
  private static final String TABLE =
      """
      id,sex,age,town,y,yhat,p,w
      1,f,20,"A, b",1,1.0,0.75,1
      2,m,40,c,0,0,.25,2
      3,,30,c,1,0,1e-1,0
      4,m,NA,c,0,1,1,0.5
      """;

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static PredictionRequest request(
      Path file, String prediction, List<String> scores, List<String> groups, String favourable) {
    return new PredictionRequest(
        file,
        "y",
        Optional.ofNullable(prediction),
        scores,
        groups,
        Optional.empty(),
        Optional.ofNullable(favourable),
        List.of());
  }

  private static String refused(PredictionRequest request) {
    return assertThrows(GovernanceException.class, () -> PredictionReader.read(request))
        .getMessage();
  }

  @Test
  void aColumnThatComparesNothingIsNoted() throws IOException {
    String table = "y,yhat,sex,race,age\n1,1,m,,a\n0,0,m,,b\n";
    PredictionRequest request =
        request(file("one.csv", table), "yhat", List.of(), List.of("sex", "race", "age"), "1");
    assertEquals(
        List.of(
            "sex has one group, m: there is nothing to compare it with",
            "race has no group: there is nothing to compare it with"),
        PredictionReader.read(request).notes());
  }

  @Test
  void columnsBecomeClassesScoresGroupsAndWeights() throws IOException {
    PredictionSet read =
        PredictionReader.read(
            new PredictionRequest(
                file("p.csv", TABLE),
                "y",
                Optional.of("yhat"),
                List.of("p"),
                List.of("sex", "age>=25"),
                Optional.of("w"),
                Optional.of("0"),
                List.of("town")));
    EvaluationSet set = read.set();
    assertEquals(List.of("0", "1"), set.classes());
    assertEquals(0, set.favourable());
    assertArrayEquals(new int[] {1, 0, 1, 0}, set.labels());
    assertArrayEquals(new int[] {1, 0, 0, 1}, set.predictions());
    assertArrayEquals(new double[] {0.75, 0.25, 0.1, 1}, set.scores(0));
    assertArrayEquals(new double[] {1, 2, 0, 0.5}, set.weights());
    assertArrayEquals(new int[] {0, 1, -1, 1}, set.groups("sex").index());
    assertEquals(List.of("age<25", "age>=25"), set.groups("age>=25").names());
    assertArrayEquals(new int[] {0, 1, 1, -1}, set.groups("age>=25").index());
    assertEquals(List.of("A, b", "c", "c", "c"), set.column("town"));
    assertEquals(new PredictionSet.GroupSize("sex", null, 1), read.groups().get(2));
    assertTrue(read.groups().get(0).small());
    assertTrue(read.notes().contains("rows of weight 0, which do not count: 1"), "" + read.notes());
  }

  @Test
  void otherFormsHoldTheSame() throws IOException {
    Path packed = folder.resolve("p.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("y\tyhat\tsex\n1\t1\tf\n0\t1\t\n".getBytes(StandardCharsets.UTF_8));
    }
    Path lines =
        file(
            "p.jsonl", "{\"y\":1,\"yhat\":1,\"sex\":\"f\"}\n\n{\"sex\":null,\"yhat\":1,\"y\":0}\n");
    for (Path each : List.of(packed, lines)) {
      EvaluationSet set =
          PredictionReader.read(request(each, "yhat", List.of(), List.of("sex"), null)).set();
      assertArrayEquals(new int[] {1, 0}, set.labels());
      assertArrayEquals(new int[] {1, 1}, set.predictions());
      assertArrayEquals(new int[] {0, -1}, set.groups("sex").index());
      assertNull(set.weights());
      assertEquals(1, set.favourable());
    }
  }

  @Test
  void predictionsFollowFromScores() throws IOException {
    Path two = file("two.csv", "y,p\nno,0.5\nyes,0.49\n");
    EvaluationSet binary =
        PredictionReader.read(request(two, null, List.of("p"), List.of(), "yes")).set();
    assertArrayEquals(new int[] {1, 0}, binary.predictions());
    Path three = file("three.csv", "y,p_a,p_b,other\na,0.2,0.3,0.5\nb,0.6,0.3,0.1\n");
    EvaluationSet several =
        PredictionReader.read(
                request(three, null, List.of("p_a", "p_b", "c=other"), List.of(), null))
            .set();
    assertEquals(List.of("a", "b", "c"), several.classes());
    assertArrayEquals(new int[] {2, 0}, several.predictions());
  }

  @Test
  void whatStandsOutIsNoted() throws IOException {
    Path same = file("same.csv", "y,yhat\na,c\nb,c\n");
    List<String> notes =
        PredictionReader.read(request(same, "yhat", List.of(), List.of(), null)).notes();
    assertTrue(notes.contains("every row is predicted c"), "" + notes);
    Path never = file("never.csv", "y,yhat\na,b\nb,a\nc,a\na,d\n");
    notes = PredictionReader.read(request(never, "yhat", List.of(), List.of(), null)).notes();
    assertEquals(List.of("never predicted: c", "predicted, but never the true class: d"), notes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          y,yhat;1,1;,1            | 1 row has no true class, the first in line 3
          y,yhat;1,1;0             | p.csv line 3: has 1 field; allowed: as many as the header has, 2
          y,yhat                   | has no rows
          y,y;1,1                  | the header names "y" twice
          z,yhat;1,1               | there is no column "y"; allowed: z, yhat. Did you mean "z"?
          """)
  void filesThatDoNotHoldWhatIsAsked(String text, String expected) throws IOException {
    Path file = file("p.csv", text.replace(';', '\n') + "\n");
    String message = refused(request(file, "yhat", List.of(), List.of(), null));
    assertTrue(message.contains(expected), message);
  }

  @Test
  void columnsThatAreNotWhatTheyShouldBe() throws IOException {
    Path p = file("p.csv", TABLE);
    assertTrue(
        refused(request(p, null, List.of("age"), List.of(), null))
            .contains("p.csv line 2 column age: is \"20\"; allowed: a probability from 0 to 1"));
    assertTrue(
        refused(request(p, "yhat", List.of(), List.of(), "approved"))
            .contains(
                "is \"approved\", which no row has as true or predicted class; allowed: 0, 1"));
    assertTrue(
        refused(request(p, null, List.of(), List.of(), null))
            .contains("neither a predicted class"));
    Path none = file("w.csv", "y,yhat,w\n1,1,0\n0,1,0\n");
    Path minus = file("m.csv", "y,yhat,w\n1,1,1\n0,1,-2\n");
    for (Path weights : List.of(none, minus)) {
      String message =
          refused(
              new PredictionRequest(
                  weights,
                  "y",
                  Optional.of("yhat"),
                  List.of(),
                  List.of(),
                  Optional.of("w"),
                  Optional.empty(),
                  List.of()));
      assertTrue(
          message.contains("sum to 0") || message.contains("line 3 column w: is \"-2\""), message);
    }
    assertTrue(
        refused(request(file("e.csv", ""), "yhat", List.of(), List.of(), null))
            .contains("is empty"));
    assertTrue(
        refused(request(file("p.txt", TABLE), "yhat", List.of(), List.of(), null))
            .contains("has the ending \".txt\""));
  }

  /** A thousand groups, more rows than a chunk holds, and numbers as Java reads them. */
  @Test
  void manyRowsAndGroups() throws IOException {
    Random random = new Random(5);
    int rows = 70_000;
    double[] scores = random.doubles(rows).toArray();
    StringBuilder text = new StringBuilder("y,g,p\n");
    for (int i = 0; i < rows; i++) {
      text.append(i % 2).append(",g").append(i % 1000).append(',').append(scores[i]).append('\n');
    }
    EvaluationSet set =
        PredictionReader.read(
                request(file("many.csv", text.toString()), null, List.of("p"), List.of("g"), null))
            .set();
    assertEquals(rows, set.size());
    assertEquals(1000, set.groups("g").names().size());
    assertArrayEquals(scores, set.scores(1));
    assertEquals(70, Arrays.stream(set.groups("g").index()).filter(g -> g == 7).count());
  }

  @ParameterizedTest
  @CsvSource({"0.1", "0.123456789012", "1", "12.5", "1e-3", "0.30000000000000004", "123456.789"})
  void numbersAreReadAsJavaReadsThem(String text) {
    assertEquals(
        Double.parseDouble(text), NumberColumn.parse(text.toCharArray(), 0, text.length()), 0);
  }
}

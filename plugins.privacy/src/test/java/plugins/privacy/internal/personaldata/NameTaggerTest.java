package plugins.privacy.internal.personaldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisSetup;
import governance.api.model.ModelFolders;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameTaggerTest {
  private static final int WINDOW = 30;

  @TempDir Path folder;

  /** Words that begin with Zor are persons, with Qua places; reads 30 words of each text. */
  private static final class Model implements QueryableModel {
    private final List<String> classes;
    private final List<Integer> asked = new ArrayList<>();

    private Model(String... classes) {
      this.classes = List.of(classes);
    }

    @Override
    public Task task() {
      return Task.TOKEN_CLASSIFICATION;
    }

    @Override
    public List<String> classes() {
      return classes;
    }

    @Override
    public double[][] probabilities(List<String> texts) {
      throw new IllegalStateException();
    }

    @Override
    public List<double[][]> wordProbabilities(List<List<String>> texts) {
      asked.add(texts.size());
      return texts.stream()
          .map(words -> words.stream().limit(WINDOW).map(this::word).toArray(double[][]::new))
          .toList();
    }

    private double[] word(String word) {
      String tag =
          word.startsWith("Zor")
              ? "PER"
              : word.startsWith("Qua") ? "LOC" : word.equals("perhaps") ? "MAYBE" : "O";
      double[] answer = new double[classes.size()];
      int at = IntStream.range(0, answer.length).filter(i -> ends(i, tag)).findFirst().orElse(0);
      answer[at] = 0.9;
      if (tag.equals("MAYBE")) {
        answer[0] = 0.7;
        answer[classes.indexOf("I-PER")] = 0.3;
      }
      return answer;
    }

    private boolean ends(int i, String tag) {
      return classes.get(i).endsWith(tag) && !classes.get(i).startsWith("B-");
    }

    @Override
    public List<PieceScores> pieceScores(List<String> texts) {
      throw new IllegalStateException();
    }
  }

  private static Model usual() {
    return new Model("O", "B-PER", "I-PER", "B-LOC", "I-LOC");
  }

  private static String found(Detector detector, String text) {
    Findings findings = new Findings();
    detector.detect(text, findings);
    return findings.settled().stream()
        .map(f -> f.type() + " " + text.substring(f.start(), f.end()))
        .collect(Collectors.joining("; "));
  }

  @Test
  void placesOfWordsAreThoseOfTheText() {
    NameTagger tagger = new NameTagger("test", usual(), 0.5);
    String text = "  Zorblax Zorbina's hut (Quarn), 3 km.\nQuarn-Quast";
    assertEquals(
        "PERSON Zorblax Zorbina; LOCATION Quarn; LOCATION Quarn; LOCATION Quast",
        found(tagger, text));
    assertEquals("", found(tagger, ""));
    assertEquals("", found(tagger, " \n"));
  }

  @Test
  void longTextsAreReadToTheirEnd() {
    String text = "so it goes and ".repeat(100) + "Zorblax";
    assertEquals("PERSON Zorblax", found(new NameTagger("test", usual(), 0.5), text));
  }

  @Test
  void manyTextsAreAskedTogether() {
    Model model = usual();
    NameTagger tagger = new NameTagger("test", model, 0.5);
    List<String> texts = IntStream.range(0, 200).mapToObj(i -> "Zor" + i + " came").toList();
    tagger.read(texts);
    assertEquals("PERSON Zor7", found(tagger, texts.get(7)));
    assertEquals(List.of(200), model.asked);
  }

  @Test
  void theThresholdDecides() {
    assertEquals("", found(new NameTagger("test", usual(), 0.5), "perhaps"));
    assertEquals("PERSON perhaps", found(new NameTagger("test", usual(), 0.25), "perhaps"));
  }

  @Test
  void aModelWithoutNamesIsRefused() {
    String told =
        assertThrows(
                GovernanceException.class,
                () -> new NameTagger("test", new Model("O", "B-DISEASE", "I-DISEASE"), 0.5))
            .getMessage();
    assertTrue(told.contains("B-DISEASE"), told);
  }

  private record Given(Dataset training, Settings settings) implements TransformSetup {
    @Override
    public long seed() {
      return 1;
    }
  }

  private ModelFolders models() {
    return new ModelFolders() {
      @Override
      public <R> R ask(Path asked, Function<? super QueryableModel, ? extends R> question) {
        assertEquals(folder, asked);
        return question.apply(usual());
      }
    };
  }

  private FittedTransform fit(Map<String, Object> settings) {
    return new Redaction(models()).fit(new Given(rows(), Settings.of("test", settings)));
  }

  private static Dataset rows() {
    Column text = new Column("text", ValueType.STRING, Role.TEXT);
    Column words = new Column("words", ValueType.WORDS, Role.TOKENS);
    return Dataset.of(
        new Schema(List.of(text, words)),
        List.of(
            List.of("Zorblax saw John Smith in Quarn, France."),
            List.of(List.of("in", "Quarn", "today"))));
  }

  @Test
  void modelAndListsFindTogether() throws Exception {
    Files.writeString(folder.resolve("model.safetensors"), "weights");
    Map<String, Object> settings = Map.of("model", folder.toString());
    FittedTransform fitted = fit(settings);
    Dataset result = fitted.apply(rows(), Split.TEST).data();
    assertEquals("[PERSON] saw [PERSON] in [LOCATION], France.", result.string("text", 0));
    assertEquals(List.of("in", "[LOCATION]", "today"), result.words("words", 0));
    Files.writeString(folder.resolve("model.safetensors"), "others");
    assertNotEquals(fitted.state(), fit(settings).state());
  }

  private List<List<Object>> found(Map<String, Object> settings) {
    PersonalDataAnalysis analysis = new PersonalDataAnalysis(models(), () -> Optional.of(folder));
    return analysis
        .analyse(new Analysed(rows(), Settings.of("test", settings)))
        .tables()
        .get(0)
        .rows();
  }

  private record Analysed(Dataset data, Settings settings) implements AnalysisSetup {
    @Override
    public Task task() {
      return Task.SEQUENCE_CLASSIFICATION;
    }

    @Override
    public Optional<String> label() {
      return Optional.empty();
    }

    @Override
    public List<String> classes() {
      return List.of();
    }

    @Override
    public int favourable() {
      return -1;
    }

    @Override
    public long seed() {
      return 1;
    }
  }

  /** Columns: column, class, rows, share, places, checked. */
  @Test
  void theAnalysisFindsWithTheModelWhatRedactionReplaces() {
    assertEquals(
        List.of(
            List.of("text", "PERSON", 1L, 1.0, 1L, 0L), List.of("text", "REGION", 1L, 1.0, 1L, 0L)),
        found(Map.of()));
    assertEquals(
        List.of(
            List.of("text", "PERSON", 1L, 1.0, 2L, 0L),
            List.of("text", "LOCATION", 1L, 1.0, 1L, 0L),
            List.of("text", "REGION", 1L, 1.0, 1L, 0L),
            List.of("words", "LOCATION", 1L, 1.0, 1L, 0L)),
        found(Map.of("model", folder.toString())));
    assertThrows(
        GovernanceException.class,
        () -> found(Map.of("model", folder.toString(), "modelThreshold", 1.0)));
  }

  @Test
  void wrongSettingsAreTold() {
    String told =
        assertThrows(GovernanceException.class, () -> fit(Map.of("modelThreshold", 0.0)))
            .getMessage();
    assertTrue(told.contains("modelThreshold"), told);
    Map<String, Object> settings = Map.of("model", folder.toString());
    assertThrows(
        GovernanceException.class,
        () -> new Redaction().fit(new Given(rows(), Settings.of("test", settings))));
  }
}

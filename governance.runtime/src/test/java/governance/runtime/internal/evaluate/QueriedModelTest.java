package governance.runtime.internal.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.QueryableModel.Cloze;
import governance.api.model.QueryableModel.PieceScores;
import governance.api.model.Task;
import governance.engine.ClozeScorer;
import governance.engine.Encoded;
import governance.engine.ModelRequest.Architecture;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What metrics ask about hidden pieces: indices without special tokens, windows, and the end. */
class QueriedModelTest {
  private static final int WINDOW = 6;

  private Optional<String> problem = Optional.empty();
  private int mask = 7;
  private int opened;
  private int closed;

  /** Words by their length, between two special tokens; the greatest length counts them. */
  private Tokenizer tokenizer() {
    return (Tokenizer)
        Proxy.newProxyInstance(
            Tokenizer.class.getClassLoader(),
            new Class<?>[] {Tokenizer.class},
            (proxy, method, arguments) ->
                method.getName().equals("mask")
                    ? mask
                    : ((List<?>) arguments[0])
                        .stream().map(text -> encoded("" + text, (int) arguments[1])).toList());
  }

  private static Encoded encoded(String text, int most) {
    List<String> tokens = new ArrayList<>(List.of("<"));
    tokens.addAll(Arrays.asList(text.split(" ")));
    List<String> kept = new ArrayList<>(tokens.subList(0, Math.min(tokens.size(), most - 1)));
    kept.add(">");
    int[] words = new int[kept.size()];
    Arrays.setAll(words, i -> i == 0 || i == words.length - 1 ? -1 : i - 1);
    int[] ids = kept.stream().mapToInt(String::length).toArray();
    return new Encoded(ids, words, kept, tokens.size() - kept.size() + 1);
  }

  /** Scores a piece by its place in the model's input and the number of hidden ones. */
  private TextModel model() {
    return (TextModel)
        Proxy.newProxyInstance(
            TextModel.class.getClassLoader(),
            new Class<?>[] {TextModel.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "task" -> Task.SEQUENCE_CLASSIFICATION;
                  case "architecture" -> new Architecture(9, 1, 2, 1, 2, WINDOW);
                  case "clozeProblem" -> problem;
                  case "cloze" -> scorer((int) arguments[0]);
                  default -> throw new IllegalStateException(method.getName());
                });
  }

  private ClozeScorer scorer(int token) {
    assertEquals(mask, token);
    opened++;
    return new ClozeScorer() {
      @Override
      public List<double[]> scores(List<Encoded> texts, List<int[]> places) {
        return places.stream()
            .map(p -> Arrays.stream(p).mapToDouble(i -> -i - 10.0 * p.length).toArray())
            .toList();
      }

      @Override
      public List<int[]> ranks(List<Encoded> texts, List<int[]> places) {
        return places;
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  @Test
  void indicesArePiecesWithoutSpecialTokens() {
    try (QueriedModel asked = new QueriedModel(model(), tokenizer(), 4)) {
      List<double[]> scores =
          asked.clozeScores(
              List.of(
                  new Cloze("a b c", List.of(0)),
                  new Cloze("d e", List.of(0, 1)),
                  new Cloze("a b c", List.of(2))));
      assertArrayEquals(new double[] {-11}, scores.get(0));
      assertArrayEquals(new double[] {-21, -22}, scores.get(1));
      assertArrayEquals(new double[] {-13}, scores.get(2));
      assertArrayEquals(
          new int[] {3}, asked.clozeRanks(List.of(new Cloze("a b c", List.of(2)))).get(0));
      assertThrows(
          IllegalArgumentException.class,
          () -> asked.clozeScores(List.of(new Cloze("a b", List.of(2)))));
      assertEquals(1, opened, "the copy of the model is made once");
    }
    assertEquals(1, closed);
  }

  @Test
  void piecesAreCutAtTheWindowAndScoresOfAllPiecesAtTheRunsLength() {
    try (QueriedModel asked = new QueriedModel(model(), tokenizer(), 4)) {
      assertEquals(List.of(List.of("a", "b", "c", "d")), asked.pieces(List.of("a b c d e f")));
      List<PieceScores> all = asked.pieceScores(List.of("a b c d e f", "g"));
      assertEquals(List.of("a", "b"), all.get(0).pieces());
      assertArrayEquals(new double[] {-11, -12}, all.get(0).logProbabilities());
      assertEquals(-11, all.get(1).sum());
      assertEquals(List.of(), asked.pieces(List.of()));
    }
  }

  @Test
  void aReasonWhyThereAreNoScoresIsTold() {
    problem = Optional.of("the folder x has no head");
    try (QueriedModel asked = new QueriedModel(model(), tokenizer(), 4)) {
      assertEquals(problem, asked.clozeProblem());
      var e =
          assertThrows(
              IllegalStateException.class,
              () -> asked.clozeScores(List.of(new Cloze("a", List.of(0)))));
      assertTrue(e.getMessage().contains("the folder x has no head"), e.getMessage());
    }
    problem = Optional.empty();
    mask = -1;
    try (QueriedModel asked = new QueriedModel(model(), tokenizer(), 4)) {
      assertTrue(asked.clozeProblem().orElse("").contains("no token that stands for"));
    }
    assertEquals(0, opened);
  }

  @Test
  void nothingIsAnsweredAfterTheCall() {
    QueriedModel asked = new QueriedModel(model(), tokenizer(), 4);
    asked.close();
    assertThrows(IllegalStateException.class, () -> asked.pieces(List.of("a")));
    assertThrows(IllegalStateException.class, asked::clozeProblem);
    assertEquals(0, closed);
  }
}

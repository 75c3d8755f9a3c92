package governance.runtime.internal.evaluate;

import governance.api.model.QueryableModel.Cloze;
import governance.api.model.QueryableModel.PieceScores;
import governance.engine.ClozeScorer;
import governance.engine.Encoded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What metrics ask about hidden pieces, put to the engine with special tokens counted in. */
final class AskedClozes implements AutoCloseable {
  private final ClozeScorer scorer;

  AskedClozes(ClozeScorer scorer) {
    this.scorer = scorer;
  }

  /** Pieces that are no special tokens. */
  static List<String> pieces(Encoded input) {
    return Arrays.stream(places(input)).mapToObj(input.tokens()::get).toList();
  }

  private static int[] places(Encoded input) {
    return IntStream.range(0, input.length()).filter(i -> input.words()[i] >= 0).toArray();
  }

  /** Every piece of each text hidden alone. */
  List<PieceScores> alone(List<String> texts, List<Encoded> inputs) {
    List<Encoded> each = new ArrayList<>();
    List<int[]> hidden = new ArrayList<>();
    for (Encoded input : inputs) {
      for (int place : places(input)) {
        each.add(input);
        hidden.add(new int[] {place});
      }
    }
    List<double[]> found = scorer.scores(each, hidden);
    List<PieceScores> all = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < texts.size(); i++) {
      List<String> pieces = pieces(inputs.get(i));
      double[] own = new double[pieces.size()];
      for (int j = 0; j < own.length; j++) {
        own[j] = found.get(next++)[0];
      }
      all.add(new PieceScores(pieces, own));
    }
    return all;
  }

  /** The hidden pieces of each text together. */
  List<double[]> scores(List<Cloze> asked, Map<String, Encoded> inputs) {
    return scorer.scores(each(asked, inputs), hidden(asked, inputs));
  }

  /** Their ranks. */
  List<int[]> ranks(List<Cloze> asked, Map<String, Encoded> inputs) {
    return scorer.ranks(each(asked, inputs), hidden(asked, inputs));
  }

  private static List<Encoded> each(List<Cloze> asked, Map<String, Encoded> inputs) {
    return asked.stream().map(cloze -> inputs.get(cloze.text())).toList();
  }

  private static List<int[]> hidden(List<Cloze> asked, Map<String, Encoded> inputs) {
    return asked.stream().map(c -> hidden(c, places(inputs.get(c.text())))).toList();
  }

  private static int[] hidden(Cloze cloze, int[] places) {
    for (int index : cloze.hidden()) {
      if (index < 0 || index >= places.length) {
        throw new IllegalArgumentException(
            "piece %d of a text of %d pieces: %s".formatted(index, places.length, cloze.text()));
      }
    }
    return cloze.hidden().stream().mapToInt(index -> places[index]).sorted().toArray();
  }

  @Override
  public void close() {
    scorer.close();
  }
}

package governance.runtime.internal.explain;

import governance.api.explain.Explanation.Attribution;
import governance.engine.Encoded;
import governance.engine.Predictions;
import governance.runtime.internal.data.Classes;
import governance.runtime.internal.data.ModelRows;
import governance.runtime.internal.evaluate.EvaluationSets;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Explanations as trees, in the form of the report's schema. */
public final class ExplanationTrees {
  private final Classes classes;
  private final ModelRows rows;
  private final List<String> names;
  private final Predictions predictions;
  private final long seed;
  private final TokenTexts texts;

  /**
   * Begins with what was explained.
   *
   * @param classes the classes
   * @param rows the test rows
   * @param names what tells the rows apart
   * @param predictions what the tuned model predicts for them
   * @param seed seed of the sample
   * @param tokenizer kind of the tokenizer
   */
  public ExplanationTrees(
      Classes classes,
      ModelRows rows,
      List<String> names,
      Predictions predictions,
      long seed,
      String tokenizer) {
    this.texts = new TokenTexts(tokenizer);
    this.classes = classes;
    this.rows = rows;
    this.names = names;
    this.predictions = predictions;
    this.seed = seed;
  }

  /** Returns one explainer's explanations. */
  public Map<String, Object> tree(ExplanationOutcome outcome, String title, String method) {
    List<Object> examples = new ArrayList<>();
    for (int i = 0; i < outcome.attributions().size(); i++) {
      examples.add(example(outcome.rows()[i], outcome.attributions().get(i)));
    }
    return Tree.of(
        "explainer",
        outcome.info().id(),
        "title",
        title,
        "method",
        method,
        "output",
        rows.tags() == null
            ? "output for the explained class"
            : "output for the tag at the marked position",
        "sampling",
        outcome.rows().length + " rows of the test split, drawn with seed " + seed,
        "error",
        outcome.error().isPresent() ? outcome.error().getAsDouble() : null,
        "note",
        outcome.failure() == null ? "" : outcome.failure(),
        "examples",
        examples);
  }

  private Map<String, Object> example(int row, Attribution attribution) {
    Encoded input = rows.inputs().get(row);
    int position = attribution.position();
    float[] probabilities =
        predictions.tokens() == null
            ? predictions.sequences()[row]
            : predictions.tokens()[row][Math.max(0, position)];
    int predicted = EvaluationSets.greatest(probabilities);
    return Tree.of(
        "row", names.get(row),
        "tokens", tokens(input, attribution.scores()),
        "target", classes.names().get(attribution.target()),
        "position", position < 0 ? null : position,
        "predicted", classes.names().get(predicted),
        "probability", (double) probabilities[predicted],
        "actual", actual(row, input, position),
        "output", attribution.output(),
        "baselineOutput", attribution.baselineOutput(),
        "delta", attribution.delta());
  }

  private String actual(int row, Encoded input, int position) {
    if (rows.tags() == null) {
      return classes.names().get(rows.labels()[row]);
    }
    int word = position < 0 ? -1 : input.words()[position];
    return word < 0 ? null : classes.names().get(rows.tags()[row][word]);
  }

  private List<Object> tokens(Encoded input, double[] scores) {
    List<TokenTexts.Shown> shown = texts.of(input);
    List<Object> tokens = new ArrayList<>();
    for (int i = 0; i < input.length(); i++) {
      tokens.add(
          Tree.of(
              "text",
              shown.get(i).text(),
              "score",
              scores[i],
              "special",
              input.words()[i] < 0,
              "continues",
              shown.get(i).continues()));
    }
    return tokens;
  }
}

package governance.runtime.internal.report;

import governance.engine.TextModel;
import governance.engine.Tuning;
import governance.engine.Tuning.Adapter;
import governance.engine.Tuning.Freeze;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which part of a model was trained, in the form of the report's schema, and how its weights grew.
 *
 * @param rows options, none where all parameters of one model were trained
 * @param dropout probability of dropping a hidden value; not a number when no model was opened
 * @param before norm of the weights that decay before training
 * @param after the same after training; not a number while it has not ended
 */
record TunedPart(List<Object> rows, double dropout, double before, double after) {
  /** Nothing is known of a model. */
  static final TunedPart NONE = new TunedPart(List.of(), Double.NaN, Double.NaN, Double.NaN);

  /** The same with more options. */
  TunedPart with(List<Object> more) {
    List<Object> all = new ArrayList<>(rows);
    all.addAll(more);
    return new TunedPart(all, dropout, before, after);
  }

  /** The same after training. */
  TunedPart ended(TextModel model) {
    return new TunedPart(rows, dropout, before, model.norm());
  }

  /** Begins with a model before training. */
  static TunedPart of(Tuning tuning, TextModel model) {
    List<Object> rows = tuning.equals(Tuning.FULL) ? List.of() : rows(tuning, model);
    return new TunedPart(rows, model.dropout(), model.norm(), Double.NaN);
  }

  private static List<Object> rows(Tuning tuning, TextModel model) {
    List<Object> figures = new ArrayList<>();
    figures.add(figure("Trained parameters", model.trainedParameters(), "count"));
    figures.add(figure("Of all parameters", model.parameters(), "count"));
    double share = model.trainedParameters() / (double) model.parameters();
    figures.add(figure("Share", share, "share"));
    return List.of(
        tuning.adapter().isPresent()
            ? adapter(tuning.adapter().get(), model, figures)
            : frozen(tuning.freeze(), figures));
  }

  private static Object figure(String name, Object value, String unit) {
    Map<String, Object> figure = OptionRows.figure(name, value);
    figure.put("unit", unit);
    return figure;
  }

  private static Object adapter(Adapter adapter, TextModel model, List<Object> figures) {
    String names =
        model.adapted().stream()
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
    figures.add(OptionRows.figure("Adapted layers", model.adapted().size()));
    if (adapter.folder().isEmpty()) {
      figures.add(OptionRows.figure("Rank", adapter.rank()));
      figures.add(OptionRows.figure("Alpha", adapter.alpha()));
    }
    String text =
        "Low-rank updates of "
            + names
            + " and the head were trained; the base was not changed. The model is written "
            + (adapter.merge()
                ? "with the updates in its weights."
                : "as an adapter for its base.");
    return OptionRows.option("adapter", "LoRA adapter", text, figures);
  }

  private static Object frozen(Freeze freeze, List<Object> figures) {
    boolean all = freeze.layers() == Freeze.ALL_LAYERS;
    boolean one = freeze.layers() == 1;
    String layers = one ? "The lowest layer" : "The lowest " + freeze.layers() + " layers";
    String text =
        all
            ? "The head alone was trained; the encoder was not changed."
            : freeze.embeddings()
                ? layers + " and the embeddings were not changed."
                : layers + (one ? " was" : " were") + " not changed.";
    return OptionRows.option("freeze", all ? "Head only" : "Frozen layers", text, figures);
  }
}

package governance.runtime.internal.run;

import governance.api.data.Dataset;
import governance.api.data.Split;
import governance.api.evaluate.EvaluationSet;
import governance.api.model.Task;
import governance.engine.Predictions;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.runtime.internal.access.OwnersOnly;
import governance.runtime.internal.data.Classes;
import governance.runtime.internal.data.ModelRows;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.data.PublishedSets;
import governance.runtime.internal.evaluate.EvaluationSets;
import governance.runtime.internal.evaluate.RuleUse.Decided;
import governance.runtime.internal.evaluate.TaggedWords;
import governance.runtime.internal.explain.OutputSets;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.vault.PlainModel;
import governance.runtime.internal.vault.Rows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the files of a run's folder, each as a whole or not at all. */
final class Evidence {
  private static final String PREDICTIONS = "predictions.jsonl";
  private static final String PUBLISHED = "data/published.jsonl";
  private static final String ADJUSTED = "data/bias-adjusted.jsonl";
  private static final String CANARIES = "data/canaries.json";
  private static final String EXPLAINED = "data/explained.jsonl";
  private static final String COOPERATION = "data/cooperation.jsonl";

  private final RunFolder folder;
  private final RunSpec spec;
  private final Rows sealing;
  private final List<Object> published = new ArrayList<>();
  private Map<String, Object> inspected = Map.of();

  Evidence(RunFolder folder, RunSpec spec, Rows sealing) {
    this.folder = folder;
    this.spec = spec;
    this.sealing = sealing;
  }

  /** What was asked, resolved and read. */
  void begin(
      Resolution resolution,
      PreparedData data,
      Map<String, Object> inspection,
      Map<String, Object> environment) {
    inspected = inspection;
    folder.text("spec.json", resolution.specJson());
    folder.text("plan.json", resolution.plan().json());
    folder.json("environment.json", environment);
    folder.json("data/splits.json", data.splitsTree());
    folder.json("data/lineage.json", data.lineageTree());
    if (!inspection.isEmpty()) {
      folder.json(InspectPhase.FILE, inspection);
    }
    if (!data.canaries().isEmpty()) {
      folder.json(CANARIES, canaries(data));
    }
    PublishedSets sets = new PublishedSets(spec.data().withhold(), sealing);
    folder.stream(PUBLISHED, out -> sets.original(out, PUBLISHED, data));
    Dataset train = data.split(Split.TRAIN).data();
    List<String> leftOut = sets.leftOut(data.original().get(Split.TRAIN));
    String note =
        leftOut.isEmpty()
            ? "All columns."
            : "D_sec: left out because they may not be published: " + leftOut + ".";
    int rows = data.original().values().stream().mapToInt(Dataset::size).sum();
    published("D_pub", PUBLISHED, rows, note);
    folder.stream(ADJUSTED, out -> sets.transformed(out, ADJUSTED, data));
    published("D_bias", ADJUSTED, train.size(), "Training rows after all transforms.");
    card(data);
  }

  private static Map<String, Object> canaries(PreparedData data) {
    return Tree.of(
        "canaries",
        data.canaries().stream()
            .map(
                c ->
                    Tree.of(
                        "text", c.text(),
                        "label", c.label(),
                        "times", c.times(),
                        "chance", c.chance()))
            .toList());
  }

  private void card(PreparedData data) {
    Map<String, Object> card = new java.util.LinkedHashMap<>(data.card());
    if (!inspected.isEmpty()) {
      card.put("inspection", InspectPhase.card(inspected));
    }
    card.put("published", published);
    folder.json("data/card.json", card);
  }

  private void published(String name, String file, int rows, String note) {
    published.add(Tree.of("name", name, "file", file, "rows", rows, "note", note));
  }

  /** The tuned model in Hugging Face layout. */
  void model(TextModel model, Tokenizer tokenizer) {
    model(model, tokenizer, "model");
  }

  /** A model in a folder of its own. */
  void model(TextModel model, Tokenizer tokenizer, String name) {
    Path target = folder.at(name);
    Path fresh = folder.at(".model.new");
    try {
      Storage.delete(fresh);
      boolean encrypted = folder.encrypts(name + "/");
      if (encrypted) {
        OwnersOnly.folder(fresh);
      } else {
        Files.createDirectories(fresh);
      }
      model.write(fresh);
      if (spec.task() == Task.TOKEN_CLASSIFICATION) {
        tokenizer.writeForWords(fresh);
      } else {
        tokenizer.write(fresh);
      }
      Storage.delete(target);
      if (encrypted) {
        PlainModel.encrypt(fresh, folder, name);
      } else {
        Files.createDirectories(target.getParent());
        Files.move(fresh, target);
      }
    } catch (IOException e) {
      throw Storage.problem(target, e);
    }
  }

  /**
   * What the models predict for the test rows.
   *
   * @param decided the tuned model's decisions where a rule makes them
   */
  void predictions(
      PreparedData data,
      Predictions baseline,
      Predictions tuned,
      Optional<Predictions> reference,
      Optional<Decided> decided) {
    ModelRows rows = data.split(Split.TEST);
    List<String> names = data.names(Split.TEST);
    List<String> subjects = subjects(data);
    folder.stream(
        PREDICTIONS,
        to -> {
          Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
          for (int row = 0; row < rows.size(); row++) {
            Map<String, Object> line =
                prediction(data.classes(), rows, names, row, baseline, tuned);
            int at = row;
            reference.ifPresent(r -> line.put("reference", probabilities(rows, at, r)));
            decided.ifPresent(d -> decided(line, d, at));
            String place = PREDICTIONS + "#" + row;
            out.write(
                Json.canonical(sealing.seal(line, hidden(line, data), subjects.get(row), place)));
            out.write('\n');
          }
          out.flush();
        });
    if (rows.tags() != null && !sealing.sealed()) {
      EvaluationSet set =
          decided
              .map(Decided::set)
              .orElseGet(() -> EvaluationSets.of(data.classes(), rows, null, tuned));
      folder.stream("predictions.conll", out -> TaggedWords.write(out, rows, set));
    }
  }

  /** Returns the subject of each test row, or nulls. */
  private List<String> subjects(PreparedData data) {
    return sealing.subjects(data.packed() ? data.split(Split.TEST).data() : tested(data));
  }

  private static Dataset tested(PreparedData data) {
    return data.original().get(Split.TEST);
  }

  /** Returns which members of a prediction are sealed. */
  private List<String> hidden(Map<String, Object> line, PreparedData data) {
    List<String> hidden = new ArrayList<>();
    if (sealing.whole()) {
      hidden.addAll(line.keySet());
      hidden.removeAll(List.of("row", "classes"));
    } else {
      if (spec.data().protectedAttributes().stream().anyMatch(a -> sealing.seals(a.column()))) {
        hidden.add("groups");
      }
      if (sealing.seals(data.classes().column())) {
        hidden.add("label");
      }
    }
    if (sealing.sealsNames()) {
      hidden.add("row");
    }
    return hidden;
  }

  /** What a rule says of a text; of words the classes alone. */
  private static void decided(Map<String, Object> line, Decided decided, int row) {
    EvaluationSet set = decided.set();
    line.put("decided", decisions(set, row));
    if (set.sequences() == null) {
      line.put("fallback", decided.fallbacks()[row]);
      line.put("draw", set.draws()[row]);
      if (decided.calibrated()) {
        List<Object> scores = new ArrayList<>();
        for (int c = 0; c < set.classes().size(); c++) {
          scores.add(set.scores(c)[row]);
        }
        line.put("calibrated", scores);
      }
    }
  }

  /** Returns the decided class of a text, or those of its words. */
  private static Object decisions(EvaluationSet decided, int row) {
    int[] starts = decided.sequences();
    if (starts == null) {
      return decided.classes().get(decided.predictions()[row]);
    }
    int end = row + 1 < starts.length ? starts[row + 1] : decided.size();
    return Arrays.stream(decided.predictions(), starts[row], end)
        .mapToObj(decided.classes()::get)
        .toList();
  }

  private Map<String, Object> prediction(
      Classes classes,
      ModelRows rows,
      List<String> names,
      int row,
      Predictions baseline,
      Predictions tuned) {
    Map<String, Object> groups = Tree.of();
    rows.groups()
        .forEach(
            (column, g) ->
                groups.put(column, g.index()[row] < 0 ? null : g.names().get(g.index()[row])));
    Object label =
        spec.task() == Task.SEQUENCE_CLASSIFICATION
            ? classes.names().get(rows.labels()[row])
            : rows.tags() == null
                ? "original"
                : Arrays.stream(rows.tags()[row]).mapToObj(classes.names()::get).toList();
    return Tree.of(
        "row", names.get(row),
        "label", label,
        "classes", classes.names(),
        "baseline", probabilities(rows, row, baseline),
        "tuned", probabilities(rows, row, tuned),
        "groups", groups);
  }

  /** Returns one list for a text, or one for each word that the model saw. */
  private static Object probabilities(ModelRows rows, int row, Predictions predictions) {
    if (predictions.tokens() == null) {
      return numbers(predictions.sequences()[row]);
    }
    List<Object> words = new ArrayList<>();
    if (rows.pieceLabels() == null) {
      for (float[] place : predictions.tokens()[row]) {
        words.add(numbers(place));
      }
      return words;
    }
    for (int piece = 0; piece < rows.pieceLabels()[row].length; piece++) {
      if (rows.pieceLabels()[row][piece] >= 0) {
        words.add(numbers(predictions.tokens()[row][piece]));
      }
    }
    return words;
  }

  private static List<Float> numbers(float[] values) {
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    return list;
  }

  /** The data sets of outputs; {@code parties} are the predictions of other parties' models. */
  void outputs(PreparedData data, Predictions tuned, List<Predictions> parties) {
    if (data.packed()) {
      return;
    }
    ModelRows rows = data.split(Split.TEST);
    OutputSets sets =
        new OutputSets(data.classes(), rows, data.names(Split.TEST), spec.train().seed());
    List<String> subjects = subjects(data);
    folder.stream(EXPLAINED, out -> sets.write(out, EXPLAINED, List.of(tuned), sealing, subjects));
    published(
        "D_exp",
        EXPLAINED,
        rows.size(),
        "Test rows with the output of the model and of the most similar row.");
    if (!parties.isEmpty()) {
      List<Predictions> all = new ArrayList<>(parties);
      all.add(tuned);
      folder.stream(COOPERATION, out -> sets.write(out, COOPERATION, all, sealing, subjects));
      published(
          "D_coop",
          COOPERATION,
          rows.size(),
          "As D_exp, with the mean output over all parties' models.");
    }
    card(data);
  }
}

package governance.runtime.internal.predictions;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import governance.api.model.Task;
import governance.runtime.internal.predictions.PredictionSet.GroupSize;
import governance.runtime.internal.resample.CodedTexts;
import governance.runtime.internal.spec.ProtectedAttribute;
import governance.runtime.internal.spec.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads predictions of any model once and puts them beside the truth. */
public final class PredictionReader {
  private static final int MOST_CLASSES = 1000;
  private static final int MOST_GROUPS = 10_000;
  private static final int MOST_VALUES = 1_000_000;

  private final PredictionRequest request;
  private final PredictionFile file;
  private final ColumnSinks sinks;
  private final TextColumn label;
  private final TextColumn prediction;
  private final NumberColumn weight;
  private final ScoreColumns scores;
  private final Map<ProtectedAttribute, TextColumn> attributes = new LinkedHashMap<>();
  private final Map<String, TextColumn> columns = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private PredictionReader(PredictionRequest request) {
    this.request = request;
    this.file = new PredictionFile(request.file());
    this.sinks = new ColumnSinks(file.name());
    if (request.prediction().isEmpty() && request.scores().isEmpty()) {
      throw GovernanceException.spec(
          "predictions",
          "neither a predicted class nor a score is named",
          "--prediction COLUMN, --score COLUMN, or both",
          "Name the columns");
    }
    String advice = "Name a column of classes, not of numbers";
    label = text(request.label(), MOST_CLASSES, advice);
    prediction = request.prediction().map(p -> text(p, MOST_CLASSES, advice)).orElse(null);
    scores = new ScoreColumns(file.name(), request.scores(), sinks);
    weight =
        request
            .weight()
            .map(
                w ->
                    sinks.take(
                        w,
                        new NumberColumn(
                            file.name(),
                            w,
                            0,
                            Double.MAX_VALUE,
                            "a finite number of at least 0",
                            "Correct the weights")))
            .orElse(null);
    for (String written : request.protectedAttributes()) {
      ProtectedAttribute attribute = attribute(written);
      String part = "Part the values with a comparison such as " + attribute.column() + ">=25";
      attributes.put(
          attribute,
          text(
              attribute.column(),
              attribute.comparison().isPresent() ? MOST_VALUES : MOST_GROUPS,
              part));
    }
    for (String column : new TreeSet<>(request.columns())) {
      TextColumn values =
          new TextColumn(file.name(), column, MOST_VALUES, "Leave out what reads the column");
      columns.put(column, sinks.takeIfThere(column, values));
    }
  }

  private TextColumn text(String column, int most, String advice) {
    return sinks.take(column, new TextColumn(file.name(), column, most, advice));
  }

  private static ProtectedAttribute attribute(String written) {
    try {
      return ProtectedAttribute.parse(written);
    } catch (IllegalArgumentException e) {
      throw GovernanceException.spec(
          "--protected", "got \"" + written + "\"", e.getMessage(), "Correct it");
    }
  }

  /**
   * Reads a file.
   *
   * @throws GovernanceException if the file does not hold what is asked for; says what and where
   */
  public static PredictionSet read(PredictionRequest request) {
    PredictionReader reader = new PredictionReader(request);
    reader.file.read(reader.sinks);
    return reader.set();
  }

  private PredictionSet set() {
    label.refuseMissing("true class");
    if (prediction != null) {
      prediction.refuseMissing("predicted class");
    }
    List<String> others = new ArrayList<>(prediction == null ? List.of() : prediction.texts());
    others.addAll(scores.classes());
    ClassNames classes = new ClassNames(label.texts(), others);
    classes.completeBinary();
    int favourable = favourable(classes);
    long[] labelled = byClass(label, classes);
    double[][] byClass = scores.read(classes, favourable);
    int[] labels = label.take(classes.indices(label.texts()));
    int[] predicted =
        prediction == null
            ? scores.greatest(byClass, classes, favourable)
            : prediction.take(classes.indices(prediction.texts()));
    noteClasses(classes, labelled, predicted);
    EvaluationSet.Builder set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, classes.names())
            .favourable(favourable)
            .labels(labels)
            .predictions(predicted)
            .scores(byClass)
            .weights(weights());
    List<GroupSize> groups = new ArrayList<>();
    attributes.forEach((attribute, column) -> groups(set, attribute, column, groups));
    columns.forEach((name, column) -> column(set, name, column, labels.length));
    return new PredictionSet(set.build(), groups, notes);
  }

  private static long[] byClass(TextColumn column, ClassNames classes) {
    long[] counts = column.counts();
    long[] sums = new long[classes.names().size()];
    for (int i = 0; i < column.texts().size(); i++) {
      sums[classes.indexOf(column.texts().get(i))] += counts[i];
    }
    return sums;
  }

  private int favourable(ClassNames classes) {
    if (request.favourable().isEmpty()) {
      boolean zeroOne = classes.names().equals(List.of("0", "1"));
      if (zeroOne) {
        notes.add("favourable class 1, as none is named");
      }
      return zeroOne ? 1 : -1;
    }
    String named = request.favourable().get();
    int favourable = classes.indexOf(named);
    if (favourable < 0) {
      throw GovernanceException.spec(
          "--favourable",
          "is \"" + named + "\", which no row has as true or predicted class",
          String.join(", ", classes.names()),
          Suggestion.advice(named, classes.names(), "Name one of the classes"));
    }
    return favourable;
  }

  private void noteClasses(ClassNames classes, long[] labelled, int[] predicted) {
    long[] counts = new long[classes.names().size()];
    for (int c : predicted) {
      counts[c]++;
    }
    List<String> never = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == predicted.length) {
        notes.add("every row is predicted " + classes.names().get(c));
      } else if (counts[c] == 0 && labelled[c] > 0) {
        never.add(classes.names().get(c));
      } else if (counts[c] > 0 && labelled[c] == 0) {
        unseen.add(classes.names().get(c));
      }
    }
    if (!never.isEmpty() && never.size() < counts.length - 1) {
      notes.add("never predicted: " + String.join(", ", never));
    }
    if (!unseen.isEmpty()) {
      notes.add("predicted, but never the true class: " + String.join(", ", unseen));
    }
  }

  private double[] weights() {
    if (weight == null) {
      return null;
    }
    double[] weights = weight.take();
    double sum = 0;
    long zero = 0;
    for (double w : weights) {
      sum += w;
      zero += w == 0 ? 1 : 0;
    }
    if (!(sum > 0)) {
      throw GovernanceException.data(
          file.name() + " column " + request.weight().get(),
          "the weights sum to 0",
          "a sum above 0",
          "Correct the weights, or leave out --weight");
    }
    if (zero > 0) {
      notes.add("rows of weight 0, which do not count: " + zero);
    }
    return weights;
  }

  private void groups(
      EvaluationSet.Builder set,
      ProtectedAttribute attribute,
      TextColumn column,
      List<GroupSize> sizes) {
    List<String> of = new ArrayList<>();
    column.texts().forEach(text -> of.add(attribute.group(text)));
    TreeSet<String> sorted = new TreeSet<>();
    of.stream().filter(g -> g != null).forEach(sorted::add);
    List<String> names = List.copyOf(sorted);
    int[] to =
        of.stream().mapToInt(g -> g == null ? -1 : Collections.binarySearch(names, g)).toArray();
    int[] index = column.take(to);
    long[] counts = new long[names.size() + 1];
    for (int group : index) {
      counts[group < 0 ? names.size() : group]++;
    }
    set.groups(attribute.text(), names, index);
    for (int g = 0; g < names.size(); g++) {
      sizes.add(new GroupSize(attribute.text(), names.get(g), counts[g]));
    }
    if (counts[names.size()] > 0) {
      sizes.add(new GroupSize(attribute.text(), null, counts[names.size()]));
    }
    if (names.size() < 2) {
      String found = names.isEmpty() ? "no group" : "one group, " + names.get(0);
      notes.add(attribute.text() + " has " + found + ": there is nothing to compare it with");
    }
  }

  /** A column that the file lacks is for the metrics to miss. */
  private static void column(EvaluationSet.Builder set, String name, TextColumn column, int rows) {
    if (column.rows() == rows) {
      set.column(name, coded(column));
    }
  }

  private static CodedTexts coded(TextColumn column) {
    List<String> sorted = column.texts().stream().sorted().toList();
    int[] to = new int[sorted.size()];
    Arrays.setAll(to, i -> Collections.binarySearch(sorted, column.texts().get(i)));
    return new CodedTexts(sorted, column.take(to));
  }
}

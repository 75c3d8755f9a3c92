package governance.runtime.internal.data;

import governance.api.Settings;
import governance.api.data.Canary;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformSetup;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fits transforms on the training split, applies them to all splits in order, and records what each
 * did. Transforms may drop, repeat or add training rows; the rows that choices and figures rest on
 * must stay what they are.
 */
final class Transforming {
  private static final Set<Role> KEPT = EnumSet.of(Role.LABEL, Role.TAGS, Role.PROTECTED, Role.ID);

  private final long seed;
  private final Optional<String> favourable;
  private final Optional<Path> dataDirectory;
  private final List<Applied> applied = new ArrayList<>();
  private final List<Canary> canaries = new ArrayList<>();

  Transforming(long seed, Optional<String> favourable, Optional<Path> dataDirectory) {
    this.seed = seed;
    this.favourable = favourable;
    this.dataDirectory = dataDirectory;
  }

  /**
   * A transform that takes part.
   *
   * @param info what it is
   * @param transform the instance
   * @param settings its settings
   */
  record Step(ContributionInfo info, DatasetTransform transform, Settings settings) {}

  /**
   * What a transform did.
   *
   * @param info what it is
   * @param state digest of what it learnt
   * @param figures what it tells of the training rows, by name
   * @param rowsBefore training rows before
   * @param rowsAfter training rows after
   * @param changes what it changed in each split
   * @param digests digest of each split after it
   */
  record Applied(
      ContributionInfo info,
      String state,
      Map<String, Double> figures,
      int rowsBefore,
      int rowsAfter,
      Map<Split, List<Change>> changes,
      Map<Split, String> digests) {
    Map<String, Object> tree() {
      Map<String, Object> outputs = new LinkedHashMap<>();
      changes.forEach(
          (split, list) ->
              outputs.put(
                  split.name(),
                  Tree.of(
                      "sha256",
                      digests.get(split),
                      "changes",
                      list.stream().map(Applied::change).toList())));
      return Tree.of(
          "transform", info.id(),
          "bundle", info.bundle(),
          "version", info.version(),
          "fittedOn", Split.TRAIN.name(),
          "stateSha256", state,
          "figures", figureTrees(),
          "outputs", outputs);
    }

    /** The figures in their order, each with its name. */
    List<Object> figureTrees() {
      List<Object> trees = new ArrayList<>();
      figures.forEach((name, value) -> trees.add(Tree.of("name", name, "value", value)));
      return trees;
    }

    private static Map<String, Object> change(Change change) {
      return Tree.of("type", change.type().name(), "what", change.what(), "count", change.count());
    }
  }

  /** Returns what was done so far. */
  List<Applied> applied() {
    return applied;
  }

  /** Returns what was planted so far, or could have been. */
  List<Canary> canaries() {
    return List.copyOf(canaries);
  }

  /** Returns the splits after all steps. */
  Map<Split, Dataset> run(Map<Split, Dataset> splits, List<Step> steps) {
    Map<Split, Dataset> current = splits;
    for (Step step : steps) {
      current = run(current, step);
    }
    return current;
  }

  /**
   * A transform that has been fitted again.
   *
   * @param info what it is
   * @param fitted the fitted transform
   * @param state digest of what it learnt
   */
  record Refitted(ContributionInfo info, FittedTransform fitted, String state) {
    /** Applies it to rows that are not trained on. */
    Dataset apply(Dataset data) {
      TransformResult result = Border.call(info, () -> fitted.apply(data, Split.TEST));
      verify(info, Split.TEST, data, result.data());
      return result.data();
    }
  }

  /** Fits all steps on training rows, as {@link #run} does, without other splits. */
  List<Refitted> fit(Dataset training, List<Step> steps) {
    List<Refitted> all = new ArrayList<>();
    Dataset current = training;
    for (Step step : steps) {
      Dataset data = current;
      ContributionInfo info = step.info();
      TransformSetup setup = new Setup(data, step.settings(), seed, favourable, dataDirectory);
      FittedTransform fitted = Border.call(info, () -> step.transform().fit(setup));
      all.add(new Refitted(info, fitted, Digests.of(Border.call(info, fitted::state))));
      current = Border.call(info, () -> fitted.apply(data, Split.TRAIN)).data();
    }
    return all;
  }

  private Map<Split, Dataset> run(Map<Split, Dataset> splits, Step step) {
    ContributionInfo info = step.info();
    TransformSetup setup =
        new Setup(splits.get(Split.TRAIN), step.settings(), seed, favourable, dataDirectory);
    FittedTransform fitted = Border.call(info, () -> step.transform().fit(setup));
    Map<Split, Dataset> after = new EnumMap<>(Split.class);
    Map<Split, List<Change>> changes = new EnumMap<>(Split.class);
    Map<Split, String> digests = new EnumMap<>(Split.class);
    splits.forEach(
        (split, data) -> {
          TransformResult result = Border.call(info, () -> fitted.apply(data, split));
          verify(info, split, data, result.data());
          after.put(split, result.data());
          changes.put(split, result.changes());
          digests.put(split, RowDigest.of(result.data()));
        });
    canaries.addAll(Border.call(info, fitted::canaries));
    String state = Digests.of(Border.call(info, fitted::state));
    Map<String, Double> figures = figures(info, fitted);
    int before = splits.get(Split.TRAIN).size();
    int rows = after.get(Split.TRAIN).size();
    applied.add(new Applied(info, state, figures, before, rows, changes, digests));
    return after;
  }

  private static Map<String, Double> figures(ContributionInfo info, FittedTransform fitted) {
    Map<String, Double> figures = Border.call(info, fitted::figures);
    figures.forEach(
        (name, value) -> {
          if (value == null || !Double.isFinite(value)) {
            String what = "tells a figure \"" + name + "\" that is no finite number: " + value;
            throw new ContributionFailedException(info, what, null);
          }
        });
    return figures;
  }

  private static void verify(ContributionInfo info, Split split, Dataset before, Dataset after) {
    if (split == Split.TRAIN) {
      if (after.size() == 0) {
        throw new ContributionFailedException(info, "left no training row", null);
      }
      return;
    }
    if (after.size() != before.size()) {
      String what =
          "made "
              + after.size()
              + " of "
              + before.size()
              + " "
              + split
              + " rows, which must be kept";
      throw new ContributionFailedException(info, what, null);
    }
    for (Column column : before.schema().columns()) {
      if (KEPT.contains(column.role()) && !same(before, after, column.name())) {
        throw new ContributionFailedException(
            info,
            "changed column \""
                + column.name()
                + "\" of the "
                + split
                + " rows, which must be kept",
            null);
      }
    }
  }

  private static boolean same(Dataset before, Dataset after, String column) {
    return after.schema().indexOf(column) >= 0
        && before.values(column).equals(after.values(column));
  }

  private record Setup(
      Dataset training,
      Settings settings,
      long seed,
      Optional<String> favourable,
      Optional<Path> dataDirectory)
      implements TransformSetup {}
}

package governance.runtime.internal.cli.evaluate;

import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.model.Task;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.evaluate.MetricFigure;
import governance.runtime.internal.evaluate.MetricUse;
import governance.runtime.internal.registry.Declaration;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.settings.SettingsCheck;
import governance.runtime.internal.spec.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The metrics of an evaluation, held until it ends. Of metrics that are named each must apply; of
 * all, those that do not are listed with the reason.
 */
final class MetricSelection implements AutoCloseable {
  private final Registry registry;
  private final boolean all;
  private final List<Held<Metric>> held = new ArrayList<>();
  private final Map<String, MetricUse> uses = new LinkedHashMap<>();
  private final Map<String, String> notComputed = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private MetricSelection(Registry registry, boolean all) {
    this.registry = registry;
    this.all = all;
  }

  /** Finds the metrics and checks their settings; refuses with all problems together. */
  static MetricSelection of(
      Registry registry,
      String written,
      EvaluateOptions options,
      List<String> privileged,
      List<String> given) {
    boolean all = written.strip().equalsIgnoreCase("all");
    MetricSelection selection = new MetricSelection(registry, all);
    List<String> ids = all ? selection.known() : names(written);
    Set<String> unknown = new LinkedHashSet<>(options.settings().keySet());
    unknown.removeAll(ids);
    unknown.forEach(id -> selection.missing(id, ids, "--set metrics." + id));
    for (String id : ids) {
      Map<String, Object> settings =
          new LinkedHashMap<>(options.settings().getOrDefault(id, Map.of()));
      selection.add(id, settings, privileged, given);
    }
    if (!selection.problems.isEmpty()) {
      selection.close();
      throw new GovernanceException(selection.problems);
    }
    return selection;
  }

  private static List<String> names(String written) {
    return Arrays.stream(written.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  private List<String> known() {
    return registry.contributions(Kind.METRIC).stream()
        .filter(c -> c.rejected() == null)
        .map(ContributionInfo::id)
        .distinct()
        .toList();
  }

  private void missing(String id, List<String> allowed, String subject) {
    problems.add(
        new Problem(
            Remedy.FIX_SPEC,
            subject,
            "there is no such metric",
            allowed.size() > 40 ? "see: governance list --kind metric" : String.join(", ", allowed),
            Suggestion.advice(id, allowed, "")));
  }

  private void add(
      String id, Map<String, Object> settings, List<String> privileged, List<String> given) {
    ContributionInfo info = registry.find(Kind.METRIC, id).orElse(null);
    if (info == null) {
      missing(id, known(), "--metrics " + id);
      return;
    }
    Declaration declaration = registry.declaration(info);
    if (!declaration.tasks().contains(Task.SEQUENCE_CLASSIFICATION.name())) {
      leaveOut(id, "is not for classification of rows");
      return;
    }
    offer(declaration, settings, "privileged", privileged);
    offer(declaration, settings, "given", given);
    Map<String, Object> checked =
        new SettingsCheck("metric " + id, declaration.settings(), key -> "--set", problems)
            .check(settings);
    Held<Metric> one = registry.hold(info, Metric.class);
    held.add(one);
    MetricUse use = new MetricUse(info, one.get(), Settings.of(id, checked));
    if (use.asksModel()) {
      leaveOut(id, "asks the model itself, which is not there");
    } else {
      uses.put(id, use);
    }
  }

  /** What all metrics that know a setting get, unless it is set for one of them. */
  private static void offer(
      Declaration declaration, Map<String, Object> settings, String key, List<String> value) {
    if (!value.isEmpty() && declaration.settings().find(key).isPresent()) {
      settings.putIfAbsent(key, value);
    }
  }

  private void leaveOut(String id, String why) {
    notComputed.put(id, why);
    if (!all) {
      problems.add(
          new Problem(Remedy.FIX_SPEC, "--metrics " + id, why, "", "Leave the metric out"));
    }
  }

  /** Returns the columns that the metrics read. */
  List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    uses.values().forEach(use -> columns.addAll(use.basis().columns()));
    return List.copyOf(columns);
  }

  /** Returns the metrics whose needs the rows meet. */
  List<MetricUse> applicable(EvaluationSet set) {
    List<MetricUse> applicable = new ArrayList<>();
    uses.forEach(
        (id, use) -> {
          String unmet = unmet(registry.declaration(use.info()), set);
          if (unmet == null) {
            applicable.add(use);
          } else {
            leaveOut(id, unmet);
          }
        });
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    return applicable;
  }

  private static String unmet(Declaration declaration, EvaluationSet set) {
    Set<String> needs = declaration.needs();
    if (needs.contains(Need.PROTECTED_ATTRIBUTE.name()) && set.protectedColumns().isEmpty()) {
      return "needs groups: name columns with --protected";
    }
    if (needs.contains(Need.FAVOURABLE_CLASS.name()) && set.favourable() < 0) {
      return "needs a favourable class, such as --favourable " + set.classes().get(0);
    }
    for (Need other : List.of(Need.TOKEN_CLASSIFICATION, Need.PARTY, Need.WORD_EMBEDDINGS)) {
      if (needs.contains(other.name())) {
        return "needs what a file of predictions does not have";
      }
    }
    return null;
  }

  /** Does the work of one metric; of all, one whose settings do not suit the data is left out. */
  void turn(Runnable work) {
    try {
      work.run();
    } catch (GovernanceException e) {
      if (!all) {
        throw e;
      }
    }
  }

  /** Returns whether a contribution failed, rather than saying that it does not apply. */
  boolean broken(MetricFigure figure) {
    return figure.failure() != null && figure.failure().startsWith("contribution failed");
  }

  /** Returns why metrics were left out before they were computed, by id. */
  Map<String, String> notComputed() {
    return notComputed;
  }

  @Override
  public void close() {
    held.forEach(Held::close);
  }
}

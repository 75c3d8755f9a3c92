package governance.runtime.internal.plan;

import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.Task;
import governance.runtime.internal.registry.Declaration;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.spec.RunSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what contributions need of a run; those that need the same are named together. */
final class NeedsCheck {
  private final RunSpec spec;

  /** How many contributions a message names. */
  private static final int NAMED = 2;

  private final Map<Need, List<Contributor>> unmet = new EnumMap<>(Need.class);
  private static final Set<Kind> JUDGED =
      EnumSet.of(Kind.METRIC, Kind.PENALTY, Kind.EXPLAINER, Kind.DECISION_RULE);

  private final List<Contributor> foreign = new ArrayList<>();
  private final Set<Need> skipped;
  private final List<String> classes;
  private final boolean words;

  private record Contributor(String kind, String id) {}

  /**
   * Prepares for one run.
   *
   * @param dataKnown whether the section on data is sound; otherwise what it lacks is not reported
   *     again
   * @param classes classes found in the label column, empty when nobody looked
   * @param words whether the model computes from word embeddings that are at hand
   */
  NeedsCheck(RunSpec spec, boolean dataKnown, List<String> classes, boolean words) {
    this.words = words;
    this.spec = spec;
    this.classes = classes;
    this.skipped =
        dataKnown
            ? EnumSet.noneOf(Need.class)
            : EnumSet.of(Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS);
  }

  void add(Kind kind, String id, Declaration declaration) {
    if (JUDGED.contains(kind) && !declaration.tasks().contains(spec.task().name())) {
      foreign.add(new Contributor(Names.of(kind), id));
      return;
    }
    for (Need need : Need.values()) {
      if (declaration.needs().contains(need.name()) && !skipped.contains(need) && !met(need)) {
        unmet
            .computeIfAbsent(need, n -> new ArrayList<>())
            .add(new Contributor(Names.of(kind), id));
      }
    }
  }

  List<Problem> problems() {
    List<Problem> all = new ArrayList<>();
    if (!foreign.isEmpty()) {
      String task = Fields.written(spec.task());
      String got = "is " + task + ", and " + named(foreign) + " cannot be used there";
      String advice =
          "Leave out what is not made for the task, such as --set penalties=[], or change the task";
      all.add(new Problem(Remedy.FIX_SPEC, "task", got, "", advice));
    }
    unmet.forEach((need, contributions) -> all.add(problem(need, contributions)));
    return all;
  }

  private boolean met(Need need) {
    return switch (need) {
      case PROTECTED_ATTRIBUTE -> !spec.data().protectedAttributes().isEmpty();
      case FAVOURABLE_CLASS -> spec.data().favourable().isPresent();
      case PARTY -> !spec.parties().isEmpty();
      case SEQUENCE_CLASSIFICATION -> spec.task() == Task.SEQUENCE_CLASSIFICATION;
      case TOKEN_CLASSIFICATION -> spec.task() == Task.TOKEN_CLASSIFICATION;
      case WORD_EMBEDDINGS -> words;
    };
  }

  private Problem problem(Need need, List<Contributor> contributions) {
    String names = named(contributions);
    return switch (need) {
      case PROTECTED_ATTRIBUTE ->
          new Problem(
              Remedy.FIX_SPEC,
              "data.protected",
              "no protected attribute is named; needed by " + names,
              "columns, or comparisons such as age>=25",
              "Name them, such as --protected sex, or leave out what needs them");
      case FAVOURABLE_CLASS ->
          new Problem(
              Remedy.FIX_SPEC,
              "data.favourable",
              "no favourable class is named; needed by " + names,
              classes.isEmpty() ? "the class that is good for a person" : shown(),
              "Name it, such as --favourable yes, or leave out what needs it");
      case PARTY ->
          new Problem(
              Remedy.FIX_SPEC,
              "parties",
              "no other party is named; needed by " + names,
              "a name and the folder of a model, or the id of a service, for each",
              "Add a party, or leave out what needs it");
      case SEQUENCE_CLASSIFICATION -> task(names, "sequence-classification");
      case TOKEN_CLASSIFICATION -> task(names, "token-classification");
      case WORD_EMBEDDINGS ->
          new Problem(
              Remedy.FIX_SPEC,
              "model.folder",
              "a TorchScript encoder keeps its word embeddings inside; needed by " + names,
              "a model with config.json and model.safetensors",
              "Choose such a model, or leave out what needs it");
    };
  }

  private String shown() {
    int most = 10;
    String more = classes.size() > most ? ", …" : "";
    List<String> first = classes.subList(0, Math.min(most, classes.size()));
    return "the class that is good for a person, of " + String.join(", ", first) + more;
  }

  /** Returns what needs it by name, or when it is much, how much of each kind and the first. */
  private static String named(List<Contributor> contributions) {
    if (contributions.size() <= NAMED) {
      return contributions.stream()
          .map(c -> c.kind() + " " + c.id())
          .collect(Collectors.joining(", "));
    }
    Map<String, Integer> kinds = new LinkedHashMap<>();
    contributions.forEach(c -> kinds.merge(c.kind().replace('-', ' '), 1, Integer::sum));
    String counts =
        kinds.entrySet().stream()
            .map(k -> k.getValue() + " " + (k.getValue() == 1 ? k.getKey() : plural(k.getKey())))
            .collect(Collectors.joining(", "));
    String ids =
        contributions.stream().limit(NAMED).map(Contributor::id).collect(Collectors.joining(", "));
    return counts + " (" + ids + ", …)";
  }

  private static String plural(String kind) {
    return kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
  }

  private static Problem task(String names, String needed) {
    String got = "is another than " + needed + ", the only task for " + names;
    return new Problem(Remedy.FIX_SPEC, "task", got, "", "Leave them out, or change the task");
  }
}

package governance.runtime.internal.plan;

import governance.api.Contribution.Need;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.Task;
import governance.runtime.internal.registry.Declaration;
import governance.runtime.internal.spec.RunSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what contributions need of a run; those that need the same are named together. */
final class NeedsCheck {
  private final RunSpec spec;
  private final Map<Need, List<String>> unmet = new EnumMap<>(Need.class);
  private final Set<Need> skipped;

  /**
   * Prepares for one run.
   *
   * @param dataKnown whether the section on data is sound; otherwise what it lacks is not reported
   *     again
   */
  NeedsCheck(RunSpec spec, boolean dataKnown) {
    this.spec = spec;
    this.skipped =
        dataKnown
            ? EnumSet.noneOf(Need.class)
            : EnumSet.of(Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS);
  }

  void add(String contribution, Declaration declaration) {
    for (Need need : Need.values()) {
      if (declaration.needs().contains(need.name()) && !skipped.contains(need) && !met(need)) {
        unmet.computeIfAbsent(need, n -> new ArrayList<>()).add(contribution);
      }
    }
  }

  List<Problem> problems() {
    return unmet.entrySet().stream().map(e -> problem(e.getKey(), e.getValue())).toList();
  }

  private boolean met(Need need) {
    return switch (need) {
      case PROTECTED_ATTRIBUTE -> !spec.data().protectedAttributes().isEmpty();
      case FAVOURABLE_CLASS -> spec.data().favourable().isPresent();
      case PARTY -> !spec.parties().isEmpty();
      case SEQUENCE_CLASSIFICATION -> spec.task() == Task.SEQUENCE_CLASSIFICATION;
      case TOKEN_CLASSIFICATION -> spec.task() == Task.TOKEN_CLASSIFICATION;
    };
  }

  private static Problem problem(Need need, List<String> contributions) {
    String names = String.join(", ", contributions);
    return switch (need) {
      case PROTECTED_ATTRIBUTE ->
          new Problem(
              Remedy.FIX_SPEC,
              "data.protected",
              "no protected attribute is named and there is need of one for " + names,
              "columns, or comparisons such as age>=25",
              "Name them, such as --protected sex, or leave out what needs them");
      case FAVOURABLE_CLASS ->
          new Problem(
              Remedy.FIX_SPEC,
              "data.favourable",
              "no favourable class is named and there is need of one for " + names,
              "the class that is good for a person",
              "Name it, such as --favourable yes, or leave out what needs it");
      case PARTY ->
          new Problem(
              Remedy.FIX_SPEC,
              "parties",
              "no other party is named and there is need of one for " + names,
              "a name and the folder of a model for each",
              "Add a party, or leave out what needs it");
      case SEQUENCE_CLASSIFICATION -> task(names, "sequence-classification");
      case TOKEN_CLASSIFICATION -> task(names, "token-classification");
    };
  }

  private static Problem task(String names, String needed) {
    String got = "is another than " + needed + ", the only task for " + names;
    return new Problem(Remedy.FIX_SPEC, "task", got, "", "Leave them out, or change the task");
  }
}

package governance.runtime.internal.report;

import governance.runtime.internal.privacy.EpsilonWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The cost of noisy training in the form of the report's schema. */
final class PrivacyRow {
  private final Map<String, Object> privacy;

  /** Takes what stands in {@code privacy.json}; empty where a run adds no noise. */
  PrivacyRow(Map<String, Object> privacy) {
    this.privacy = privacy;
  }

  /** Returns the row among the options of training. */
  List<Object> training() {
    if (privacy.isEmpty()) {
      return List.of();
    }
    String text =
        "The gradient of each row was bounded, and Gaussian noise added to the sum of each batch,"
            + " whose rows were drawn by Poisson sampling. What this protects is told in the model"
            + " card.";
    return List.of(
        OptionRows.option(
            "privacy",
            "Noise by " + privacy.get("policy"),
            text,
            List.of(
                OptionRows.figure("Noise multiplier", privacy.get("noise")),
                OptionRows.figure("Clipping", privacy.get("clipping")),
                OptionRows.figure("Clip", privacy.get("clip")),
                OptionRows.figure("Rate of a row", privacy.get("rate")),
                OptionRows.figure("Randomness", privacy.get("randomness")))));
  }

  /** Returns the row of the model card. */
  List<Object> card() {
    if (privacy.isEmpty() || privacy.get("epsilon") == null) {
      return List.of();
    }
    List<Object> figures =
        new ArrayList<>(
            List.of(
                OptionRows.figure("ε, at most", privacy.get("epsilon")),
                OptionRows.figure("ε, at least", privacy.get("epsilonLower")),
                OptionRows.figure("δ", privacy.get("delta")),
                OptionRows.figure("Accountant", privacy.get("accountant")),
                OptionRows.figure("Steps", privacy.get("steps")),
                OptionRows.figure("ε of all planned steps", privacy.get("epsilonPlanned")),
                OptionRows.figure("Unit", privacy.get("unit")),
                OptionRows.figure("Neighbours", privacy.get("neighbours")),
                OptionRows.figure("Sampling", privacy.get("sampling"))));
    return List.of(
        OptionRows.option(
            "privacy",
            isPrivate() ? "Differential privacy" : "NOT PRIVATE: differential privacy on paper",
            words(),
            figures));
  }

  private boolean isPrivate() {
    return Boolean.TRUE.equals(privacy.get("private"));
  }

  private String words() {
    double epsilon = ((Number) privacy.get("epsilon")).doubleValue();
    List<String> sentences = new ArrayList<>();
    for (Object warning : (List<?>) privacy.get("warnings")) {
      sentences.add(warning + ".");
    }
    String odds =
        "the odds that somebody who sees the model can tell whether a given training row was used"
            + " change by a factor of at most %s, but for a probability of δ."
                .formatted(EpsilonWords.odds(epsilon));
    sentences.add(
        isPrivate()
            ? Character.toUpperCase(odds.charAt(0)) + odds.substring(1)
            : "With secret noise " + odds);
    sentences.add("Not covered:");
    for (Object gap : (List<?>) privacy.get("notCovered")) {
      sentences.add(gap.toString());
    }
    return String.join(" ", sentences);
  }

  /** Returns sentences for the limitations of the model. */
  List<String> limitations() {
    List<String> all = new ArrayList<>();
    if (!privacy.isEmpty() && !isPrivate()) {
      for (Object warning : (List<?>) privacy.get("warnings")) {
        all.add(warning + ".");
      }
    }
    return all;
  }
}

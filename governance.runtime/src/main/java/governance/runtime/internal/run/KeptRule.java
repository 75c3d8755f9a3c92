package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.evaluate.RuleUse;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.StoredFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A decision rule as it is kept with a tuned model. */
final class KeptRule {
  private final Map<String, Object> tree;

  private KeptRule(Map<String, Object> tree) {
    this.tree = tree;
  }

  /** Reads the rule of a run; empty when it has none. */
  static Optional<KeptRule> of(Path folder) {
    Path file = folder.resolve(EvaluatePhase.RULE);
    return StoredFiles.exists(file)
        ? Optional.of(new KeptRule(JsonReader.file(file)))
        : Optional.empty();
  }

  String id() {
    return text("id");
  }

  private String text(String key) {
    return String.valueOf(tree.get(key));
  }

  private String bundle() {
    return text("bundle") + " " + text("version") + " (" + text("bundleSha256") + ")";
  }

  private static String bundle(ContributionInfo info) {
    return info.bundle() + " " + info.version() + " (" + info.sha256() + ")";
  }

  /**
   * Returns the contribution that fitted it.
   *
   * @throws GovernanceException if exactly this version of the bundle is not there
   */
  ContributionInfo find(Registry registry) {
    Optional<ContributionInfo> found =
        registry.find(Kind.DECISION_RULE, id(), info -> bundle(info).equals(bundle()));
    if (found.isEmpty() || !bundle(found.get()).equals(bundle())) {
      String got =
          found
              .map(info -> "installed is " + bundle(info))
              .orElse("no bundle that is installed has it");
      throw new GovernanceException(
          new Problem(
              Remedy.INSTALL_BUNDLE,
              "decision rule " + id(),
              got,
              bundle() + ", which fitted it",
              "Install that bundle, or predict the most probable class with --no-rule"));
    }
    return found.get();
  }

  /**
   * Makes the rule again and lets it work; its bundle is held meanwhile.
   *
   * @param label name of the label column
   */
  RuleUse.Decided decide(Registry registry, String label, Work work) {
    ContributionInfo info = find(registry);
    try (Held<DecisionRule> held = registry.hold(info, DecisionRule.class)) {
      RuleUse use = new RuleUse(info, held.get(), settings());
      int rows = ((Number) tree.get("validationRows")).intValue();
      return work.decide(use.restore(text("state"), label, rows));
    }
  }

  /** What is done with the rule. */
  interface Work {
    RuleUse.Decided decide(RuleUse.Fitted rule);
  }

  private Settings settings() {
    Map<String, Object> values = new LinkedHashMap<>();
    ((Map<?, ?>) tree.get("settings")).forEach((key, value) -> values.put(key.toString(), value));
    return Settings.of(id(), values);
  }
}

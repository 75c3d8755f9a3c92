package governance.runtime.internal.run;

import governance.api.data.Split;
import governance.api.evaluate.EvaluationSet;
import governance.engine.Predictions;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.EvaluationSets;
import governance.runtime.internal.evaluate.MetricUse;
import governance.runtime.internal.report.TrainingFacts;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains the other members of a committee, one after the other, and averages what all predict (a
 * linear opinion pool with equal weights; as an ensemble of seeds Lakshminarayanan et al. 2017).
 */
final class CommitteePhase {
  private final RunSpec spec;
  private final Trail trail;
  private final Models models;
  private final RunFolder folder;
  private final Evidence evidence;
  private final EvaluatePhase judged;
  private final List<Predictions> predictions = new ArrayList<>();
  private final List<Predictions> validated = new ArrayList<>();
  private final List<Object> members = new ArrayList<>();
  private final List<String> digests = new ArrayList<>();

  CommitteePhase(
      RunSpec spec,
      Trail trail,
      Models models,
      RunFolder folder,
      Evidence evidence,
      EvaluatePhase judged) {
    this.spec = spec;
    this.trail = trail;
    this.models = models;
    this.folder = folder;
    this.evidence = evidence;
    this.judged = judged;
  }

  /** Takes the first member, which the run has trained itself. */
  void first(TextModel model, Tokenizer tokenizer, PreparedData data, TrainingFacts facts) {
    add(Member.of(1, spec.train().seed()), model, tokenizer, data, facts);
  }

  /** Trains the others; stops by {@link StoppedException}. */
  void others(TrainPhase training, Tokenizer tokenizer, PreparedData data) throws IOException {
    for (int number = 2; number <= spec.model().committee(); number++) {
      Member member = Member.of(number, spec.train().seed());
      try (TextModel model = models.member(data, tokenizer, member.seed())) {
        TrainingFacts facts =
            training.run(folder, model, tokenizer, List.of(), data, judged.metrics(), member);
        add(member, model, tokenizer, data, facts);
      }
    }
    folder.json("committee.json", Tree.of("members", members));
  }

  private void add(
      Member member, TextModel model, Tokenizer tokenizer, PreparedData data, TrainingFacts facts) {
    String name = "model/member-" + member.number();
    evidence.model(model, tokenizer, name);
    Predictions own = model.predict(data.split(Split.TEST).inputs());
    predictions.add(own);
    judged.validation(model, data).ifPresent(validated::add);
    digests.add(model.digest());
    Map<String, Object> tree =
        Tree.of(
            "member", member.number(),
            "seed", member.seed(),
            "model", name,
            "sha256", model.digest(),
            "steps", facts.steps(),
            "earlyStopping", facts.earlyStopping().isEmpty() ? null : facts.earlyStopping(),
            "metrics", figures(data, own));
    members.add(tree);
    trail.event("member", Tree.of("member", member.number(), "model", model.digest()));
  }

  private Map<String, Object> figures(PreparedData data, Predictions own) {
    EvaluationSet set =
        EvaluationSets.of(
            data.classes(), data.split(Split.TEST), data.declaredWeights(Split.TEST), own);
    Map<String, Object> figures = Tree.of();
    for (MetricUse metric : judged.metrics()) {
      figures.put(metric.info().id(), value(metric, set));
    }
    return figures;
  }

  /** A metric that fails is reported where the committee is evaluated. */
  private static Double value(MetricUse metric, EvaluationSet set) {
    try {
      return metric.of(set).value();
    } catch (ContributionFailedException e) {
      return Double.NaN;
    }
  }

  /** Returns the mean of the members' probabilities. */
  Predictions mean() {
    return MeanPredictions.of(predictions);
  }

  /** Returns the same for the validation rows, empty unless a rule is fitted on them. */
  Optional<Predictions> validation() {
    return validated.isEmpty() ? Optional.empty() : Optional.of(MeanPredictions.of(validated));
  }

  /** Returns what the evidence tells of each member. */
  List<Object> members() {
    return members;
  }

  /** Returns one digest for all members. */
  String digest() {
    return Digests.of(String.join("\n", digests));
  }
}

package governance.runtime.internal.report;

import governance.api.evaluate.GateStatus;
import governance.engine.ModelRequest.Architecture;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.gate.GateOutcome;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.spec.ModelSpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects what phases find out and builds the report's tree from it. */
public final class RunFacts {
  private final String run;
  private final Resolution resolution;
  private final RunSpec spec;
  private final PreparedData data;
  private final Map<String, Object> environment;
  private final String started;
  private final Map<String, String> titles = new LinkedHashMap<>();
  private final Map<String, String> descriptions = new LinkedHashMap<>();
  private final List<Object> explanations = new ArrayList<>();
  private Map<String, Object> inspection = Map.of();
  private Map<String, Object> modelCard;
  private TrainingFacts training = TrainingFacts.none();
  private TunedPart tuned = TunedPart.NONE;
  private List<Object> members = List.of();
  private Map<String, Object> decision = Map.of();
  private Map<String, Object> privacy = Map.of();
  private List<MetricOutcome> metrics = List.of();
  private List<GateOutcome> gates = List.of();

  /**
   * Begins with what is known before training.
   *
   * @param run the run's id
   * @param resolution the plan
   * @param data the data
   * @param environment what the run computes with
   * @param started when it began, ISO 8601
   */
  public RunFacts(
      String run,
      Resolution resolution,
      PreparedData data,
      Map<String, Object> environment,
      String started) {
    this.run = run;
    this.resolution = resolution;
    this.spec = resolution.spec().orElseThrow();
    this.data = data;
    this.environment = environment;
    this.started = started;
  }

  /** Sets the name of a contribution for readers. */
  public void title(String id, String title) {
    titles.put(id, title);
  }

  /** Sets the sentence in which a contribution says what it is. */
  public void description(String id, String description) {
    descriptions.put(id, description);
  }

  /** Returns the name of a contribution for readers. */
  public String title(String id) {
    return titles.getOrDefault(id, Titles.of(id));
  }

  /** Sets the model before training. */
  public void model(TextModel model, Tokenizer tokenizer, String digest) {
    Architecture a = model.architecture();
    tuned = TunedPart.of(spec.model().tuning(), model);
    ModelSpec m = spec.model();
    String origin = m.folder().map(f -> "the folder " + f.getFileName()).orElseGet(this::start);
    List<String> limitations = new ArrayList<>();
    if (!model.pretrained()) {
      limitations.add(
          "Trained from scratch on this data set alone: the model has no knowledge of the language.");
    }
    if (Boolean.TRUE.equals(data.card().get("generated"))) {
      limitations.add("The data was made by a generator and not observed in the world.");
    }
    if (data.card().get("notice") instanceof String notice) {
      limitations.add("Licence of the training data: " + notice + ".");
    }
    modelCard =
        Tree.of(
            "architecture", Titles.architecture(model.type()) + " encoder",
            "head", head(model.classes().size()),
            "parameters", model.parameters(),
            "layers", a.layers(),
            "hidden", a.hidden(),
            "heads", a.heads(),
            "intermediate", a.intermediate(),
            "vocabulary", a.vocabulary(),
            "maxLength", spec.train().maxLength(),
            "precision", m.precision().name().toLowerCase(Locale.ROOT),
            "pretrained", model.pretrained(),
            "origin", origin,
            "initialSha256", digest,
            "tokenizer",
                Tree.of(
                    "kind",
                    tokenizer.kind(),
                    "vocabulary",
                    tokenizer.vocabulary(),
                    "origin",
                    m.folder()
                        .or(m::vocabulary)
                        .map(f -> "the folder " + f.getFileName())
                        .orElse("shipped with the framework"),
                    "sha256",
                    tokenizer.digest()),
            "labels", model.classes(),
            "limitations", limitations,
            "notes", model.notes());
  }

  /** Returns the kind of the tokenizer: WordPiece, BPE or Unigram. */
  public String tokenizer() {
    return ((Map<?, ?>) modelCard.get("tokenizer")).get("kind").toString();
  }

  private String start() {
    String seed = ", seed " + spec.train().seed();
    return spec.model().start() == ModelSpec.Start.RANDOM
        ? "random initial values" + seed
        : "co-occurrence of word pieces in the training rows" + seed;
  }

  private String head(int classes) {
    return switch (spec.task()) {
      case SEQUENCE_CLASSIFICATION -> "sequence classification, " + classes + " classes";
      case TOKEN_CLASSIFICATION -> "token classification, " + classes + " tags";
      case MASKED_LANGUAGE_MODEL -> "masked language model";
    };
  }

  /**
   * Sets what training made.
   *
   * @param model the tuned model, of a committee the first
   * @param digest digest of what was written
   */
  public void tuned(TextModel model, String digest) {
    tuned = tuned.ended(model);
    modelCard.put("sha256", digest);
  }

  /** Sets what analyses of the data found; empty where there was none. */
  public void inspection(Map<String, Object> tree) {
    inspection = tree;
  }

  /** Sets what training did. */
  public void training(TrainingFacts facts) {
    training = facts;
  }

  /** Sets what the evidence tells of each member of the committee. */
  public void committee(List<Object> all) {
    members = all;
  }

  /** Sets what the evidence tells of the decision rule. */
  public void decision(Map<String, Object> tree) {
    decision = tree;
  }

  /** Sets what the evidence tells of differential privacy; empty where no noise was added. */
  public void privacy(Map<String, Object> tree) {
    privacy = tree;
  }

  /** Sets what metrics found. */
  public void metrics(List<MetricOutcome> outcomes) {
    metrics = outcomes;
  }

  /** Adds the explanations of one explainer. */
  public void explanation(Map<String, Object> tree) {
    explanations.add(tree);
  }

  /** Sets what gates decided. */
  public void gates(List<GateOutcome> outcomes) {
    gates = outcomes;
  }

  /** Returns what gates decided. */
  public List<GateOutcome> gates() {
    return gates;
  }

  /**
   * Builds the tree.
   *
   * @param ended when the run ended, ISO 8601
   * @param card the data card with the published sets
   * @param files the evidence so far
   */
  public ReportTree tree(String ended, Map<String, Object> card, List<Object> files) {
    PrivacyRow noise = new PrivacyRow(privacy);
    TunedPart part =
        tuned.with(new CommitteeRow(members, metrics, titles).rows()).with(noise.training());
    List<Object> measured = new PrivacyTable(privacy, metrics, titles).rows();
    modelCard.put("privacy", Stream.concat(noise.card().stream(), measured.stream()).toList());
    modelCard.merge("limitations", noise.limitations(), RunFacts::joined);
    modelCard.put("decisionRule", new DecisionRow(decision, metrics, titles).rows());
    TrainingTree trained = new TrainingTree(spec, training, part, titles);
    Set<String> gated =
        spec.gates().stream()
            .filter(g -> g.threshold() != null)
            .map(g -> g.threshold().metric())
            .collect(Collectors.toSet());
    return new ReportTree(
        run,
        Tree.of(
            "schemaVersion", ReportTree.SCHEMA,
            "run", head(ended),
            "verdict", Verdict.tree(gates, new Comparison(metrics, titles).sentence()),
            "problems", List.of(),
            "summary", new SummaryRows(metrics, titles, descriptions).rows(gated),
            "costs", new Costs(metrics, titles).tree(),
            "gates", gates.stream().map(g -> gate(g)).toList(),
            "training", spec.train().epochs() == 0 ? null : trained.training(),
            "objectives", trained.objectives(),
            "explanations", explanations,
            "classificationReport", ClassificationRows.tree(metrics),
            "dataCard", card,
            "inspection", inspection.isEmpty() ? null : inspection,
            "modelCard", modelCard,
            "plan", PlanTree.of(resolution.plan()),
            "environment", environment,
            "evidence", files,
            "methods", Methods.of(spec, training, metrics)));
  }

  private static Object joined(Object some, Object more) {
    List<Object> all = new ArrayList<>((List<?>) more);
    all.addAll((List<?>) some);
    return all;
  }

  private Map<String, Object> gate(GateOutcome outcome) {
    Map<String, Object> tree = outcome.tree();
    tree.put("title", Titles.of(outcome.gate().id()));
    if (outcome.gate().threshold() != null) {
      tree.put("unit", Titles.unit(outcome.gate().threshold().metric()));
    }
    return tree;
  }

  private Map<String, Object> head(String ended) {
    boolean blocked = GateOutcome.verdict(gates) == GateStatus.FAIL;
    String dataset = String.valueOf(data.card().get("name"));
    return Tree.of(
        "id",
        run,
        "title",
        String.valueOf(data.card().getOrDefault("title", dataset)),
        "domain",
        spec.domain() == null ? "none" : spec.domain(),
        "task",
        spec.task().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "dataset",
        dataset,
        "created",
        started,
        "ended",
        ended,
        "seed",
        spec.train().seed(),
        "status",
        blocked ? "BLOCKED" : "PASSED");
  }
}

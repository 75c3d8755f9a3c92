package governance.runtime.internal.support;

import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.model.Task;
import governance.api.run.ContributionInfo;
import governance.engine.Adversarial;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.Tuning;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.plan.DataPlan.Part;
import governance.runtime.internal.plan.DatasetDefinition;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.DataSpec;
import governance.runtime.internal.spec.DataSpec.SplitSpec;
import governance.runtime.internal.spec.EarlyStoppingSpec;
import governance.runtime.internal.spec.EncryptionSpec;
import governance.runtime.internal.spec.EvaluationSpec;
import governance.runtime.internal.spec.ExplainerSpec;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.spec.MemorySpec;
import governance.runtime.internal.spec.ModelSpec;
import governance.runtime.internal.spec.PartySpec;
import governance.runtime.internal.spec.PenaltySpec;
import governance.runtime.internal.spec.ProtectedAttribute;
import governance.runtime.internal.spec.RowCondition;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.TrainSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds run specs for tests. */
public final class Specs {
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private List<ProtectedAttribute> attributes = List.of();
  private List<String> classes = List.of();
  private String favourable;
  private boolean withhold = true;
  private long rows;
  private List<RowCondition> where = List.of();
  private double badRows = 0.01;
  private SplitSpec split = new SplitSpec(0.2, 0.2, true);
  private Task task = Task.SEQUENCE_CLASSIFICATION;
  private Duration stepTimeout = Duration.ofSeconds(30);
  private int epochs = 2;
  private int checkpointEvery = 5;
  private int readEvery;
  private final List<ContributionSpec> inspection = new ArrayList<>();
  private final List<ContributionSpec> transforms = new ArrayList<>();
  private final List<PenaltySpec> penalties = new ArrayList<>();
  private final List<ContributionSpec> metrics = new ArrayList<>();
  private final List<PartySpec> parties = new ArrayList<>();
  private Optional<ContributionSpec> decision = Optional.empty();
  private final List<ExplainerSpec> explainers = new ArrayList<>();
  private final List<GateSpec> gates = new ArrayList<>();
  private final List<ContributionSpec> reports = new ArrayList<>();
  private final List<ContributionSpec> sinks = new ArrayList<>();
  private int bootstrap = 20;
  private Optional<ContributionSpec> policy = Optional.empty();
  private Optional<EarlyStoppingSpec> early = Optional.empty();
  private Optional<Adversarial> adversarial = Optional.empty();
  private int committee = 1;
  private Optional<EncryptionSpec> encryption = Optional.empty();
  private boolean reference;
  private boolean validation;
  private DatasetDefinition dataset;

  /** Sets the role of a column. */
  public Specs role(String column, Role role) {
    roles.put(column, role);
    return this;
  }

  /** Sets the protected attributes. */
  public Specs protect(String... written) {
    attributes = Arrays.stream(written).map(ProtectedAttribute::parse).toList();
    return this;
  }

  /** Takes the rows for those of an entry of the catalogue. */
  public Specs dataset(DatasetDefinition entry) {
    dataset = entry;
    return this;
  }

  /** Declares the classes. */
  public Specs classes(String... names) {
    classes = List.of(names);
    return this;
  }

  /** Names the favourable class. */
  public Specs favourable(String name) {
    favourable = name;
    return this;
  }

  /** Lets the model read protected columns. */
  public Specs readable() {
    withhold = false;
    return this;
  }

  /** Asks for figures on the validation rows. */
  public Specs validated() {
    validation = true;
    return this;
  }

  /** Limits the rows. */
  public Specs rows(long most) {
    rows = most;
    return this;
  }

  /** Sets the conditions of rows. */
  public Specs where(String... written) {
    where = Arrays.stream(written).map(RowCondition::parse).toList();
    return this;
  }

  /** Sets the split. */
  public Specs split(SplitSpec all) {
    split = all;
    return this;
  }

  /** Sets the share of bad rows allowed. */
  public Specs badRows(double share) {
    badRows = share;
    return this;
  }

  /** Sets the shares of the split. */
  public Specs split(double validation, double test) {
    split = new SplitSpec(validation, test, true);
    return this;
  }

  /** Makes it a run that tags words. */
  public Specs tags() {
    task = Task.TOKEN_CLASSIFICATION;
    return this;
  }

  /** Sets how long a penalty may take. */
  public Specs stepTimeout(Duration most) {
    stepTimeout = most;
    return this;
  }

  /** Sets the number of epochs. */
  public Specs epochs(int number) {
    epochs = number;
    return this;
  }

  /** Sets the replicates of the bootstrap. */
  public Specs bootstrap(int replicates) {
    bootstrap = replicates;
    return this;
  }

  /** Has a second model trained without penalties. */
  public Specs reference() {
    reference = true;
    return this;
  }

  /** Sets the steps between checkpoints. */
  public Specs checkpointEvery(int steps) {
    checkpointEvery = steps;
    return this;
  }

  /** Sets the steps whose values are read back at once. */
  public Specs readEvery(int steps) {
    readEvery = steps;
    return this;
  }

  /** Adds a transform. */
  public Specs transform(String id) {
    transforms.add(new ContributionSpec(id, Map.of()));
    return this;
  }

  /** Adds a penalty. */
  public Specs penalty(PenaltySpec penalty) {
    penalties.add(penalty);
    return this;
  }

  /** Sets the gradient policy. */
  public Specs policy(String id) {
    policy = Optional.of(new ContributionSpec(id, Map.of()));
    return this;
  }

  /** Perturbs word embeddings in training. */
  public Specs adversarial(double epsilon, int steps) {
    adversarial = Optional.of(new Adversarial(epsilon, steps, epsilon / steps));
    return this;
  }

  /** Trains several models. */
  public Specs committee(int members) {
    committee = members;
    return this;
  }

  /** Ends training early. */
  public Specs earlyStopping(String metric, int patience, double minChange) {
    early = Optional.of(new EarlyStoppingSpec(metric, patience, minChange));
    return this;
  }

  /** Has a party's service take part. */
  public Specs party(String name, String id) {
    parties.add(
        new PartySpec(name, Optional.empty(), Optional.of(new ContributionSpec(id, Map.of()))));
    return this;
  }

  /** Sets the decision rule. */
  public Specs decision(String id) {
    decision = Optional.of(new ContributionSpec(id, Map.of()));
    return this;
  }

  /** Adds a metric. */
  public Specs metric(String id) {
    metrics.add(new ContributionSpec(id, Map.of()));
    return this;
  }

  /** Adds an analysis of the data. */
  public Specs analysis(String id) {
    inspection.add(new ContributionSpec(id, Map.of()));
    return this;
  }

  /** Adds an explainer. */
  public Specs explainer(String id, int explained) {
    explainers.add(new ExplainerSpec(id, explained, Map.of()));
    return this;
  }

  /** Adds a gate. */
  public Specs gate(GateSpec gate) {
    gates.add(gate);
    return this;
  }

  /** Adds a renderer. */
  public Specs report(String id) {
    reports.add(new ContributionSpec(id, Map.of()));
    return this;
  }

  /** Adds a sink. */
  public Specs sink(String id) {
    sinks.add(new ContributionSpec(id, Map.of()));
    return this;
  }

  /** Leaves the sinks out. */
  public Specs undelivered() {
    sinks.clear();
    return this;
  }

  /** Has evidence encrypted. */
  public Specs encrypted(EncryptionSpec with) {
    encryption = Optional.of(with);
    return this;
  }

  /** Returns the spec. */
  public RunSpec build() {
    DataSpec data =
        new DataSpec(
            Optional.of("sample"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(favourable),
            classes,
            attributes,
            roles,
            withhold,
            rows,
            where,
            badRows,
            split,
            Map.of());
    return new RunSpec(
        "test",
        task,
        data,
        model(),
        train(),
        inspection,
        transforms,
        penalties,
        metrics,
        explainers,
        gates,
        reports,
        sinks,
        parties,
        decision,
        new EvaluationSpec(bootstrap, 0.95, true, reference, validation),
        encryption);
  }

  private TrainSpec train() {
    return new TrainSpec(
        epochs,
        8,
        0.1,
        0.1,
        Schedule.LINEAR,
        0,
        1,
        42,
        true,
        32,
        1,
        "cpu",
        checkpointEvery,
        policy,
        early,
        adversarial,
        stepTimeout,
        0.15,
        true,
        Optional.empty(),
        false,
        readEvery,
        MemorySpec.WHOLE);
  }

  private ModelSpec model() {
    return new ModelSpec(
        Optional.empty(),
        1,
        8,
        2,
        16,
        Precision.F32,
        0.1,
        Optional.empty(),
        ModelSpec.Start.RANDOM,
        0,
        Tuning.FULL,
        committee);
  }

  /** Returns a plan for reading rows from a source; without files, as from a generator. */
  public DataPlan plan(String header, Part... parts) {
    List<Column> columns = new ArrayList<>();
    for (Column c : MemorySource.schema(header).columns()) {
      columns.add(roles.containsKey(c.name()) ? c.as(roles.get(c.name())) : c);
    }
    List<Part> all =
        parts.length > 0
            ? List.of(parts)
            : List.of(new Part(Optional.empty(), Optional.empty(), Optional.empty()));
    Chosen source = new Chosen(info(Kind.DATA_SOURCE, "data.memory"), Settings.EMPTY);
    return new DataPlan(
        Optional.ofNullable(dataset), source, all, Optional.empty(), new Schema(columns));
  }

  /** Returns a part that is a file. */
  public static Part part(Path file, governance.api.data.Split split) {
    return new Part(Optional.of(file), Optional.ofNullable(split), Optional.empty());
  }

  /** Returns a contribution as the registry would. */
  public static ContributionInfo info(Kind kind, String id) {
    return new ContributionInfo(kind, id, "any", "test.bundle", "1.2.3", "0".repeat(64), null);
  }
}

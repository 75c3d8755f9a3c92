package governance.runtime.internal.plan;

import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.api.domain.DomainPack;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.explain.Explainer;
import governance.api.party.PartyModel;
import governance.api.run.RunRequest;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.GradientPolicy;
import governance.api.train.Penalty;
import governance.api.train.PenaltyScope;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import governance.api.train.PolicySetup;
import governance.engine.ModelDescription;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.configuration.Configured;
import governance.runtime.internal.registry.TestRegistry;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.Setting.Type;
import governance.runtime.internal.settings.SettingsType;
import governance.runtime.internal.support.FakeEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A small finance pack with its contributions, and a planner over it. */
public final class PlanFixture {
  /** The digest of the content that {@link #small} writes. */
  private static final String SMALL =
      "2bbffb8fcc1742280f2b14f577c05596bdcc1164a473044636159e4ea9504313";

  /** The contributions. */
  public final TestRegistry fakes = new TestRegistry();

  private final Path folder;
  private final Map<String, Configured> configured = new HashMap<>();
  private Optional<Path> data = Optional.empty();
  private OptionalLong free = OptionalLong.empty();

  /** Prepares in an empty folder. */
  public PlanFixture(Path folder) {
    this.folder = folder;
    fakes.add(Kind.DATA_SOURCE, "data.csv", Lines::new);
    fakes
        .add(Kind.DATA_SOURCE, "finance.loan-applications", Generator::new)
        .settings(
            type(new Setting("rows", Type.WHOLE, false, 100L, 10, 100_000, List.of(), "how many")));
    fakes
        .add(Kind.PENALTY, "fairness.demographic-parity", () -> penalty(PenaltyScope.PER_BATCH))
        .needs("PROTECTED_ATTRIBUTE", "FAVOURABLE_CLASS");
    fakes
        .add(Kind.PENALTY, "privacy.representation-norm", () -> penalty(PenaltyScope.PER_SAMPLE))
        .settings(
            type(
                new Setting("order", Type.NUMBER, false, 2.0, 1, 8, List.of(), "order of the norm"),
                new Setting(
                    "pool",
                    Type.STRING,
                    false,
                    "mean",
                    Double.NaN,
                    Double.NaN,
                    List.of("mean", "first"),
                    "which token")));
    for (String metric : List.of("quality.accuracy", "quality.auc")) {
      fakes.add(Kind.METRIC, metric, PlanFixture::metric);
    }
    fakes
        .add(Kind.METRIC, "fairness.demographic-parity-ratio", PlanFixture::metric)
        .needs("PROTECTED_ATTRIBUTE", "FAVOURABLE_CLASS");
    fakes.add(Kind.METRIC, "quality.entity-f1", PlanFixture::metric).needs("TOKEN_CLASSIFICATION");
    fakes.add(Kind.TRANSFORM, "data.row-text");
    fakes.add(Kind.GRADIENT_POLICY, "privacy.dp-sgd", Policy::new);
    fakes.add(Kind.EXPLAINER, "explain.integrated-gradients", () -> (Explainer) (m, b, s) -> null);
    fakes.add(Kind.GATE, "acme.board", () -> (Gate) e -> new GateResult(GateStatus.PASS, ""));
    fakes.add(Kind.DECISION_RULE, "acme.thresholds", () -> (DecisionRule) (set, s) -> null);
    fakes
        .add(Kind.PARTY, "acme.remote", () -> (PartyModel) (texts, classes, s) -> null)
        .settings(
            type(new Setting("port", Type.WHOLE, false, 80L, 1, 65_535, List.of(), "its port")));
    fakes.add(Kind.RENDERER, "report.html");
    pack("finance", text("finance.json"));
  }

  /** Installs a domain pack with the given document. */
  public void pack(String id, String document) {
    try {
      Path file = Files.writeString(folder.resolve(id + "-pack.json"), document);
      URL url = file.toUri().toURL();
      fakes.add(Kind.DOMAIN_PACK, id, () -> (DomainPack) () -> url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets the data directory. */
  public PlanFixture data(Path directory) {
    data = Optional.of(directory);
    return this;
  }

  /** Sets the bytes that are free. */
  public PlanFixture free(long bytes) {
    free = OptionalLong.of(bytes);
    return this;
  }

  /** Has the installation configure a PID. */
  public PlanFixture configure(String pid, Map<String, Object> values) {
    configured.put(pid, new Configured(pid, false, "etc/" + pid + ".cfg", values));
    return this;
  }

  /** Returns what the installation configures. */
  public Configurations configurations() {
    return () -> configured;
  }

  /** Takes back what the installation configures. */
  public void unconfigure() {
    configured.clear();
  }

  /** Returns the packs. */
  public Packs packs() {
    return new Packs(fakes.registry());
  }

  /** Returns the planner. */
  public Planner planner() {
    ModelFacts facts =
        new ModelFacts() {
          @Override
          public void device(String device) {}

          @Override
          public OptionalLong freeMemory() {
            return free;
          }

          @Override
          public Optional<ModelDescription> describe(Path model) {
            return Optional.of(new FakeEngine().describe(model));
          }
        };
    ModelDirectory models = new ModelDirectory(Optional.of(folder.resolve("models")));
    return new DefaultPlanner(
        fakes.registry(), packs(), new DataDirectory(data), models, facts, configurations());
  }

  /** Plans with overrides given as key, value, key, value. */
  public Resolution plan(String target, String... overrides) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < overrides.length; i += 2) {
      values.put(overrides[i], overrides[i + 1]);
    }
    return planner().plan(new RunRequest(target, values, Map.of(), folder.resolve("runs")));
  }

  /** Writes a run spec and plans it. */
  public Resolution planFile(String spec, String... overrides) {
    return plan(file("spec.json", spec).toString(), overrides);
  }

  /** Writes a file. */
  public Path file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a resource of the tests. */
  public static String text(String resource) {
    try (var in = PlanFixture.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .replace("SMALL-DIGEST", SMALL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SettingsType type(Setting... settings) {
    return new SettingsType("test", "", List.of(settings));
  }

  static Metric metric() {
    return (set, settings) -> MetricResult.of(1, Direction.HIGHER_IS_BETTER, set.size());
  }

  private static Penalty penalty(PenaltyScope scope) {
    return new Penalty() {
      @Override
      public PenaltyTerm prepare(PenaltySetup setup) {
        return batch -> batch.constant(0);
      }

      @Override
      public PenaltyScope scope() {
        return scope;
      }
    };
  }

  /** Reads lines; the first has the names of columns. */
  static final class Lines implements DataSource {
    @Override
    public List<String> endings() {
      return List.of(".csv");
    }

    @Override
    public RowStream open(DataRequest request) throws IOException {
      List<String> lines = Files.readAllLines(request.file().orElseThrow());
      String header = lines.get(0);
      List<Column> columns = new ArrayList<>();
      for (String name : header.split(",")) {
        columns.add(new Column(name, ValueType.STRING, Role.FEATURE));
      }
      return new Rows(new Schema(columns), lines.subList(1, lines.size()).iterator());
    }
  }

  /** Has the columns of the loan applications. */
  private static final class Generator implements DataSource {
    @Override
    public List<String> endings() {
      return List.of();
    }

    @Override
    public RowStream open(DataRequest request) {
      List<Column> columns = new ArrayList<>();
      for (String name : Arrays.asList("sex", "age", "income", "default")) {
        columns.add(new Column(name, ValueType.STRING, Role.FEATURE));
      }
      return new Rows(new Schema(columns), Collections.emptyIterator());
    }
  }

  private record Rows(Schema schema, Iterator<String> lines) implements RowStream {
    @Override
    public Row next() {
      return lines.hasNext() ? Row.of(1, List.of((Object[]) lines.next().split(","))) : null;
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  /** Clips each row's gradient. */
  static final class Policy implements GradientPolicy {
    @Override
    public GradientPlan plan(PolicySetup setup) {
      return new GradientPlan(Clipping.PER_SAMPLE, 1, 1, Sampling.POISSON);
    }

    @Override
    public Map<String, Double> spent(PolicySetup setup, long steps) {
      return Map.of();
    }
  }
}

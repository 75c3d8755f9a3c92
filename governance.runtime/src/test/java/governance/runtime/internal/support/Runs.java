package governance.runtime.internal.support;

import governance.api.Kind;
import governance.api.data.Role;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.explain.Explainer;
import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import governance.api.report.ReportSink;
import governance.api.run.RunPlan;
import governance.api.run.RunPlan.Planned;
import governance.api.run.RunPlan.Value;
import governance.api.train.Penalty;
import governance.api.train.PenaltyTerm;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.plan.Planner;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.spec.PenaltySpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** A whole run for tests: data, contributions and a planner that resolves to them. */
public final class Runs {
  /** The contributions; a test may replace them. */
  public final FakeRegistry registry = new FakeRegistry();

  /** Who may do what; a test may replace it. */
  public AccessControl access = new AccessControl(Optional.empty(), Clock.systemUTC());

  /** Documents that were delivered. */
  public final List<String> delivered = new ArrayList<>();

  private String origin = "command line";
  private final Specs specs;
  private final String[] lines;

  /** Makes a run over the given lines with the usual contributions. */
  public Runs(Specs specs, String... lines) {
    this.specs = specs;
    this.lines = lines;
    registry.add(Kind.DATA_SOURCE, "data.memory", MemorySource.of(lines));
    registry.add(Kind.METRIC, "test.accuracy", ACCURACY);
    registry.add(Kind.EXPLAINER, "test.lengths", LENGTHS);
    registry.add(Kind.RENDERER, "test.json", RENDERER);
    registry.add(Kind.SINK, "test.sink", sink());
    specs
        .metric("test.accuracy")
        .explainer("test.lengths", 6)
        .report("test.json")
        .sink("test.sink");
  }

  /** Returns a classification run: 200 rows whose label mostly follows from one word. */
  public static Runs sequences(Specs specs) {
    specs
        .role("id", Role.ID)
        .role("text", Role.TEXT)
        .role("label", Role.LABEL)
        .protect("sex")
        .favourable("yes");
    return new Runs(
        specs,
        IntStream.rangeClosed(0, 200)
            .mapToObj(
                i ->
                    i == 0
                        ? "id,text,sex,label"
                        : "r"
                            + i
                            + ",case "
                            + (i % 9)
                            + " has "
                            + (i % 3 == 0 ? "good" : "poor")
                            + " credit,"
                            + (i % 2 == 0 ? "f" : "m")
                            + ","
                            + (i % 3 == 0 == (i % 17 != 0) ? "yes" : "no"))
            .toArray(String[]::new));
  }

  /** Returns a run that tags words. */
  public static Runs tags(Specs specs) {
    return new Runs(
        specs.tags(),
        IntStream.rangeClosed(0, 120)
            .mapToObj(
                i ->
                    i == 0
                        ? "tokens,tags"
                        : "patient "
                            + i % 3
                            + " has "
                            + (i % 2 == 0 ? "flu,O O O B-D" : "hope,O O O O"))
            .toArray(String[]::new));
  }

  /** Adds a penalty with a constant weight. */
  public Runs penalty(String id, PenaltyTerm term) {
    return penalty(id, new Weight.Constant(0.5), term);
  }

  /** Adds a penalty. */
  public Runs penalty(String id, Weight weight, PenaltyTerm term) {
    Penalty penalty = setup -> term;
    registry.add(Kind.PENALTY, id, penalty);
    specs.penalty(new PenaltySpec(id, weight, Map.of()));
    return this;
  }

  /** Says where the planner claims the spec's values to come from. */
  public Runs origin(String where) {
    origin = where;
    return this;
  }

  /** Returns a planner that always resolves to this run. */
  public Planner planner() {
    RunSpec spec = specs.build();
    DataPlan data = specs.plan(lines[0]);
    return (request, preferred) -> {
      List<Planned> planned =
          registry.chosen().stream().map(c -> new Planned(c.info(), List.of())).toList();
      List<Object> contributions = new ArrayList<>();
      for (Planned p : planned) {
        contributions.add(
            Tree.of(
                "kind", p.info().kind().name(),
                "id", p.info().id(),
                "bundle", p.info().bundle(),
                "version", p.info().version(),
                "sha256", p.info().sha256(),
                "settings", List.of()));
      }
      Value epochs = new Value("train.epochs", "" + spec.train().epochs(), origin);
      List<Object> values =
          List.of(Tree.of("key", epochs.key(), "value", spec.train().epochs(), "origin", origin));
      String json = Json.pretty(Tree.of("contributions", contributions, "values", values));
      RunPlan plan = new RunPlan(List.of(), List.of(epochs), planned, json);
      return new Resolution(
          plan,
          Optional.of(spec),
          "{}\n",
          Optional.empty(),
          Optional.of(data),
          registry.chosen(),
          Map.of(),
          List.of());
    };
  }

  private static final Metric ACCURACY =
      (set, settings) -> {
        double right = 0;
        double all = 0;
        for (int i = 0; i < set.size(); i++) {
          right += set.labels()[i] == set.predictions()[i] ? set.weight(i) : 0;
          all += set.weight(i);
        }
        return MetricResult.of(right / all, Direction.HIGHER_IS_BETTER, set.size());
      };

  private static final Explainer LENGTHS =
      (model, batch, settings) ->
          new Explanation(
              IntStream.range(0, batch.size())
                  .mapToObj(
                      i -> {
                        double[] scores =
                            batch.tokens(i).stream().mapToDouble(String::length).toArray();
                        double sum = Arrays.stream(scores).sum();
                        return new Attribution(0, -1, scores, sum + 0.25, 0);
                      })
                  .toList(),
              OptionalDouble.of(0.25));

  private static final ReportRenderer RENDERER =
      new ReportRenderer() {
        @Override
        public String mediaType() {
          return "application/json";
        }

        @Override
        public String fileName() {
          return "report.json";
        }

        @Override
        public void render(ReportModel model, OutputStream out) throws IOException {
          out.write(Json.pretty(model.tree()).getBytes(StandardCharsets.UTF_8));
        }
      };

  private ReportSink sink() {
    return (run, fileName, mediaType, content, settings) ->
        delivered.add(fileName + " " + mediaType + " " + (content.readAllBytes().length > 100));
  }
}

package governance.runtime.internal.plan;

import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.ContributionInfo;
import governance.api.run.RunPlan;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.plan.SpecAssembly.Assembled;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Layers;
import governance.runtime.internal.spec.Node;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.SpecBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves data and analyses of a request, and nothing that has to do with a model. Where the spec
 * names no analysis, all that are installed take part.
 */
final class InspectionPlanner {
  private static final String LIST = "inspection";

  private final Registry registry;
  private final Packs packs;
  private final DataDirectory directory;
  private final ModelDirectory models;
  private final Configurations configurations;
  private final List<Problem> problems = new ArrayList<>();

  InspectionPlanner(
      Registry registry,
      Packs packs,
      DataDirectory directory,
      ModelDirectory models,
      Configurations configurations) {
    this.registry = registry;
    this.packs = packs;
    this.directory = directory;
    this.models = models;
    this.configurations = configurations;
  }

  Resolution plan(InspectionRequest request) {
    Node.Obj target = new InspectionTarget(packs, models).read(request.run().target(), problems);
    if (!problems.isEmpty()) {
      return DefaultPlanner.unusable(problems);
    }
    Assembled assembled =
        new SpecAssembly(registry, packs, models, problems).assemble(target, request.run());
    if (assembled.unusable()) {
      return DefaultPlanner.unusable(problems);
    }
    Node.Obj asked = given(withAnalyses(assembled.document(), request.analyses()), request);
    ConfiguredValues values = new ConfiguredValues(registry, configurations.all(), problems);
    Node.Obj document = new ConfiguredLayer(registry, values).below(asked, assembled.dataset());
    return resolve(document, assembled);
  }

  private Resolution resolve(Node.Obj document, Assembled assembled) {
    int before = problems.size();
    FavourableClass.Found favourable =
        new FavourableClass(registry, directory).find(document, assembled.domain());
    SpecBinder binder = new SpecBinder(favourable.document(), problems);
    RunSpec spec = binder.bind();
    boolean sound = problems.size() == before;
    boolean dataKnown = problems.stream().noneMatch(p -> p.subject().startsWith("data."));
    NeedsCheck needs = new NeedsCheck(spec, dataKnown, favourable.values(), true);
    Resolver resolver = new Resolver(registry, needs, binder.values(), problems);
    Optional<DataPlan> data = Optional.empty();
    if (spec.data().name().isPresent() == assembled.dataset().isPresent()) {
      data =
          new DataResolver(registry, spec, resolver, directory, problems)
              .labelMayLack()
              .resolve(assembled.dataset());
    }
    for (ContributionSpec one : spec.inspection()) {
      resolver.resolve(Kind.DATA_ANALYSIS, one.id(), LIST + "." + one.id(), one.settings());
    }
    problems.addAll(needs.problems());
    List<Problem> all = problems.stream().distinct().toList();
    return new Resolution(
        new RunPlan(all, binder.values(), resolver.planned(), ""),
        sound ? Optional.of(spec) : Optional.empty(),
        JsonText.write(binder.tree()),
        assembled.domain(),
        data,
        resolver.chosen(),
        resolver.choices(),
        List.of());
  }

  private Node.Obj withAnalyses(Node.Obj document, boolean wanted) {
    if (!wanted) {
      return document.with(LIST, new Node.Array(List.of(), "command"));
    }
    if (!Layers.names(document, LIST).isEmpty()) {
      return document;
    }
    List<Node> all = new ArrayList<>();
    for (ContributionInfo info : registry.contributions(Kind.DATA_ANALYSIS)) {
      if (info.rejected() == null) {
        Node id = new Node.Scalar(info.id(), "default");
        all.add(new Node.Obj(Map.of("id", id), "default"));
      }
    }
    if (all.isEmpty()) {
      problems.add(
          new Problem(
              Remedy.INSTALL_BUNDLE,
              "inspection",
              "no data analysis is installed",
              "",
              "Install a bundle that provides the capability"
                  + " governance.contribution;kind=DATA_ANALYSIS"));
    }
    return document.with(LIST, new Node.Array(all, "default"));
  }

  /** Hands what options give to the analyses that have a setting of that name. */
  private Node.Obj given(Node.Obj document, InspectionRequest request) {
    Node.Obj result = document;
    for (Map.Entry<String, String> setting : request.settings().entrySet()) {
      String origin = request.origin().getOrDefault(setting.getKey(), "command line");
      Node value = new Node.Scalar(setting.getValue(), origin);
      List<String> takers =
          Layers.names(result, LIST).stream().filter(id -> has(id, setting.getKey())).toList();
      for (String id : takers) {
        Node.Obj settings = new Node.Obj(Map.of(setting.getKey(), value), origin);
        Node.Obj change = new Node.Obj(Map.of("settings", settings), origin);
        Node.Obj list = new Node.Obj(Map.of(id, change), origin);
        result = Layers.merge(result, new Node.Obj(Map.of(LIST, list), origin));
      }
      if (takers.isEmpty()) {
        problems.add(
            new Problem(
                Remedy.FIX_SPEC,
                origin,
                "no analysis that takes part has a setting \"" + setting.getKey() + "\"",
                "",
                "Add one that has it: governance list --kind data-analysis"));
      }
    }
    return result;
  }

  private boolean has(String id, String key) {
    return registry
        .find(Kind.DATA_ANALYSIS, id)
        .filter(info -> registry.declaration(info).settings().find(key).isPresent())
        .isPresent();
  }
}

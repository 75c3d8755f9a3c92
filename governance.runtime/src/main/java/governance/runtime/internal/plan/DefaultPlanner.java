package governance.runtime.internal.plan;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.run.ContributionInfo;
import governance.api.run.RunPlan;
import governance.api.run.RunRequest;
import governance.engine.ModelDescription;
import governance.engine.Tuning;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.plan.SpecAssembly.Assembled;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.registry.PreferringRegistry;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Node;
import governance.runtime.internal.spec.PartySpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.SpecBinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The planner over a registry and a data directory. */
public final class DefaultPlanner implements Planner {
  private final Registry registry;
  private final Packs packs;
  private final DataDirectory directory;
  private final ModelDirectory modelDirectory;
  private final ModelFacts facts;
  private final Configurations configurations;
  private final Budgets budgets;

  /**
   * Plans with these contributions and public data.
   *
   * @param models where models are found by name
   * @param facts what the engine tells
   * @param configurations what the installation configures
   */
  DefaultPlanner(
      Registry registry,
      Packs packs,
      DataDirectory directory,
      ModelDirectory models,
      ModelFacts facts,
      Configurations configurations) {
    this(registry, packs, directory, models, facts, configurations, Budgets.NONE);
  }

  /** Plans the same where a ledger of privacy budgets is kept. */
  DefaultPlanner(
      Registry registry,
      Packs packs,
      DataDirectory directory,
      ModelDirectory models,
      ModelFacts facts,
      Configurations configurations,
      Budgets budgets) {
    this.budgets = budgets;
    this.registry = registry;
    this.packs = packs;
    this.directory = directory;
    this.modelDirectory = models;
    this.facts = facts;
    this.configurations = configurations;
  }

  @Override
  public Resolution again(RunRequest request, Predicate<ContributionInfo> preferred) {
    Registry preferring = new PreferringRegistry(registry, preferred);
    Packs its = new Packs(preferring);
    return new DefaultPlanner(
            preferring, its, directory, modelDirectory, facts, Configurations.NONE)
        .plan(request);
  }

  @Override
  public Resolution plan(RunRequest request) {
    List<Problem> problems = new ArrayList<>();
    Assembled assembled =
        new SpecAssembly(registry, packs, modelDirectory, problems).assemble(request);
    if (assembled.unusable()) {
      return unusable(problems);
    }
    ConfiguredValues values = new ConfiguredValues(registry, configurations.all(), problems);
    Node.Obj document =
        new ConfiguredLayer(registry, values).below(assembled.document(), assembled.dataset());
    int before = problems.size();
    FavourableClass.Found favourable =
        new FavourableClass(registry, directory).find(document, assembled.domain());
    SpecBinder binder = new SpecBinder(favourable.document(), problems);
    RunSpec spec = binder.bind();
    boolean sound = problems.size() == before;
    boolean dataKnown = problems.stream().noneMatch(p -> p.subject().startsWith("data."));
    List<Problem> ofModels = new ArrayList<>();
    boolean words = models(spec, ofModels);
    NeedsCheck needs = new NeedsCheck(spec, dataKnown, favourable.values(), words);
    Resolver resolver = new Resolver(registry, needs, binder.values(), problems);
    assembled.domain().ifPresent(domain -> domain(resolver, domain));
    Optional<DataPlan> data = data(spec, resolver, assembled, problems);
    resolve(spec, resolver);
    problems.addAll(needs.problems());
    GateCheck.check(spec, problems);
    PolicyCheck policy = new PolicyCheck(registry, spec, problems);
    Optional<PrivacyPreview> privacy = privacy(policy, spec, resolver, data, problems);
    new TrainingCheck(spec, problems).check(data, words);
    new EncryptionCheck(spec, problems).check(data);
    problems.addAll(ofModels);
    device(spec.train().device(), problems);
    new OutFolder(request.out(), problems).check(spec.model());
    List<Problem> all = problems.stream().distinct().toList();
    String json =
        PlanJson.write(
            assembled.domain(),
            data,
            binder.values(),
            resolver.planned(),
            resolver.choices(),
            assembled.omitted(),
            privacy,
            all);
    return new Resolution(
        new RunPlan(all, binder.values(), resolver.planned(), json),
        sound ? Optional.of(spec) : Optional.empty(),
        JsonText.write(binder.tree()),
        assembled.domain(),
        data,
        resolver.chosen(),
        resolver.choices(),
        assembled.omitted(),
        privacy,
        memory(sound, spec, resolver, policy.perRow()));
  }

  private Optional<DataPlan> data(
      RunSpec spec, Resolver resolver, Assembled assembled, List<Problem> problems) {
    return spec.data().name().isPresent() == assembled.dataset().isPresent()
        ? new DataResolver(registry, spec, resolver, directory, problems)
            .resolve(assembled.dataset())
        : Optional.empty();
  }

  private Optional<PrivacyPreview> privacy(
      PolicyCheck policy,
      RunSpec spec,
      Resolver resolver,
      Optional<DataPlan> data,
      List<Problem> problems) {
    Optional<PrivacyPreview> promised = policy.check(resolver.chosen(), data);
    return new BudgetCheck(budgets, spec).check(promised, data, problems);
  }

  private Optional<MemoryPlan> memory(
      boolean sound, RunSpec spec, Resolver resolver, boolean perRow) {
    return sound
        ? new MemoryCheck(registry, spec, facts).plan(resolver.chosen(), perRow)
        : Optional.empty();
  }

  @Override
  public Resolution inspect(InspectionRequest request) {
    return new InspectionPlanner(registry, packs, directory, modelDirectory, configurations)
        .plan(request);
  }

  @Override
  public DataPlan rows(RunRequest request, Optional<String> format, String before) {
    List<Problem> problems = new ArrayList<>();
    Assembled assembled =
        new SpecAssembly(registry, packs, modelDirectory, problems).assemble(request);
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    List<Problem> ofOthers = new ArrayList<>();
    RunSpec spec = new SpecBinder(assembled.document(), ofOthers).bind();
    NeedsCheck needs = new NeedsCheck(spec, false, List.of(), false);
    Resolver resolver = new Resolver(registry, needs, List.of(), problems);
    Optional<DataPlan> found =
        new DataResolver(registry, spec, resolver, directory, problems)
            .rows(assembled.dataset(), format, before);
    if (found.isEmpty() || !problems.isEmpty()) {
      throw new GovernanceException(problems.isEmpty() ? ofOthers : problems);
    }
    return found.get();
  }

  static Resolution unusable(List<Problem> problems) {
    String json =
        PlanJson.write(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            problems);
    RunPlan plan = new RunPlan(problems, List.of(), List.of(), json);
    return new Resolution(
        plan,
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        List.of());
  }

  private static void domain(Resolver resolver, DomainDefinition domain) {
    resolver.resolve(Kind.DOMAIN_PACK, domain.id(), "domain", Map.of());
    resolver.require(domain);
  }

  private static void resolve(RunSpec spec, Resolver resolver) {
    all(resolver, Kind.DATA_ANALYSIS, "inspection", spec.inspection());
    all(resolver, Kind.TRANSFORM, "transforms", spec.transforms());
    spec.penalties()
        .forEach(p -> resolver.resolve(Kind.PENALTY, p.id(), "penalties." + p.id(), p.settings()));
    spec.train()
        .gradientPolicy()
        .ifPresent(
            p ->
                resolver.resolve(
                    Kind.GRADIENT_POLICY, p.id(), "train.gradientPolicy", p.settings()));
    for (PartySpec party : spec.parties()) {
      String path = "parties." + party.name();
      party.service().ifPresent(s -> resolver.resolve(Kind.PARTY, s.id(), path, s.settings()));
    }
    spec.decision()
        .ifPresent(d -> resolver.resolve(Kind.DECISION_RULE, d.id(), "decision", d.settings()));
    all(resolver, Kind.METRIC, "metrics", spec.metrics());
    spec.explainers()
        .forEach(
            e -> resolver.resolve(Kind.EXPLAINER, e.id(), "explainers." + e.id(), e.settings()));
    for (GateSpec gate : spec.gates()) {
      if (gate.threshold() == null) {
        resolver.resolve(Kind.GATE, gate.id(), "gates." + gate.id(), gate.settings());
      }
    }
    all(resolver, Kind.RENDERER, "reports", spec.reports());
    all(resolver, Kind.SINK, "sinks", spec.sinks());
  }

  private static void all(
      Resolver resolver, Kind kind, String list, List<ContributionSpec> contributions) {
    contributions.forEach(c -> resolver.resolve(kind, c.id(), list + "." + c.id(), c.settings()));
  }

  private void device(String device, List<Problem> problems) {
    try {
      facts.device(device);
    } catch (GovernanceException e) {
      problems.addAll(e.problems());
    }
  }

  /** Checks the models' folders; returns whether word embeddings of the first are at hand. */
  private Optional<ModelDescription> base(RunSpec spec, Path folder, List<Problem> problems) {
    List<Problem> own = new ArrayList<>();
    Optional<ModelDescription> found =
        new ModelFolder("model.folder", folder, own)
            .check(facts, modelDirectory, spec.train().maxLength());
    if (own.isEmpty() && !spec.model().tuning().equals(Tuning.FULL)) {
      own.addAll(facts.problems(folder, spec.model().tuning()));
    }
    problems.addAll(own);
    return found;
  }

  private boolean models(RunSpec spec, List<Problem> problems) {
    int longest = spec.train().maxLength();
    for (PartySpec party : spec.parties()) {
      String key = "parties." + party.name() + ".model";
      party
          .model()
          .ifPresent(
              folder ->
                  new ModelFolder(key, folder, problems).check(facts, modelDirectory, longest));
    }
    return spec.model()
        .folder()
        .flatMap(folder -> base(spec, folder, problems))
        .map(ModelDescription::embeddings)
        .orElse(true);
  }
}

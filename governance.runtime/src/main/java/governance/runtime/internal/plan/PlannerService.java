package governance.runtime.internal.plan;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.run.ContributionInfo;
import governance.api.run.RunRequest;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.access.NamedFiles;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.RunSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The planner and the catalogue of the framework. Folders are asked for at each use, so that a
 * changed configuration counts at once.
 */
@Component(service = {Planner.class, PlannerService.class})
public final class PlannerService implements Planner {
  private final Folders folders;
  private final Registry registry;
  private final Configurations configurations;
  private final Packs packs;
  private final ModelFacts facts;
  private final AccessControl access;
  private final Budgets budgets;

  /** Plans with the contributions of the registry and what the installation configures. */
  @Activate
  public PlannerService(
      BundleContext context,
      @Reference Registry registry,
      @Reference Configurations configurations,
      @Reference AccessControl access,
      @Reference Budgets budgets) {
    this.budgets = budgets;
    this.folders = new Folders(context, configurations);
    this.registry = registry;
    this.configurations = configurations;
    this.packs = new Packs(registry);
    this.facts = new EngineFacts(context);
    this.access = access;
  }

  private DefaultPlanner planner() {
    return new DefaultPlanner(
        registry, packs, directory(), models(), facts, configurations, budgets);
  }

  @Override
  public Resolution plan(RunRequest request) {
    return checked(planner().plan(request));
  }

  @Override
  public Resolution inspect(InspectionRequest request) {
    return checked(planner().inspect(request));
  }

  @Override
  public Resolution again(RunRequest request, Predicate<ContributionInfo> preferred) {
    Resolution again = planner().again(request, preferred);
    List<Problem> refused = refused(again);
    return refused.isEmpty() ? again : DefaultPlanner.unusable(refused);
  }

  @Override
  public DataPlan rows(RunRequest request, Optional<String> format, String before) {
    DataPlan rows = planner().rows(request, format, before);
    access
        .data(rows.accessed())
        .ifPresent(
            refused -> {
              throw new GovernanceException(refused);
            });
    return rows;
  }

  /** What may not be used is not told of either. */
  private Resolution checked(Resolution resolution) {
    List<Problem> refused = new ArrayList<>();
    resolution.data().flatMap(data -> access.data(data.accessed())).ifPresent(refused::add);
    refused.addAll(refused(resolution));
    return refused.isEmpty() ? resolution : DefaultPlanner.unusable(refused);
  }

  /** Returns why the models and files that a spec names may not be used. */
  private List<Problem> refused(Resolution resolution) {
    List<Problem> refused = new ArrayList<>();
    resolution
        .spec()
        .ifPresent(spec -> models(spec).forEach(m -> access.model(m).ifPresent(refused::add)));
    Optional<Path> directory = directory().folder();
    for (Chosen each : resolution.chosen()) {
      refused.addAll(
          access.settings(NamedFiles.ofSettings(each.settings().values().values(), directory)));
    }
    return refused;
  }

  /** A model gives away what it was trained on, also where another run begins with it. */
  private static List<Path> models(RunSpec spec) {
    Stream<Path> parties = spec.parties().stream().flatMap(party -> party.model().stream());
    return Stream.concat(spec.model().folder().stream(), parties).toList();
  }

  /** Returns the domain packs. */
  public Packs packs() {
    return packs;
  }

  /** Returns the ledger of privacy budgets and its accountants. */
  public Budgets budgets() {
    return budgets;
  }

  /** Returns what the installation configures. */
  public Configurations configurations() {
    return configurations;
  }

  /** Returns the model directory. */
  public ModelDirectory models() {
    Optional<Path> named =
        folders.named("governance.models", "GOVERNANCE_MODELS", "modelDirectory");
    return new ModelDirectory(
        named.or(() -> directory().folder().map(data -> data.resolve("models"))),
        folders.named(
            "governance.models.shipped", "GOVERNANCE_MODELS_SHIPPED", "shippedModelDirectory"));
  }

  /** Returns the data directory. */
  public DataDirectory directory() {
    return new DataDirectory(folders.data());
  }
}

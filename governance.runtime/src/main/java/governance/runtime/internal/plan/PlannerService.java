package governance.runtime.internal.plan;

import governance.api.run.ContributionInfo;
import governance.api.run.RunRequest;
import governance.runtime.internal.registry.Registry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The planner and the catalogue of the framework. */
@Component(service = {Planner.class, PlannerService.class})
public final class PlannerService implements Planner {
  private final DefaultPlanner planner;
  private final Packs packs;
  private final DataDirectory directory;
  private final ModelDirectory models;

  /** Plans with the contributions of the registry and the data directory of the process. */
  @Activate
  public PlannerService(BundleContext context, @Reference Registry registry) {
    Optional<Path> data = folder(context, "governance.data", "GOVERNANCE_DATA");
    this.directory = new DataDirectory(data);
    Optional<Path> named = folder(context, "governance.models", "GOVERNANCE_MODELS");
    this.models =
        new ModelDirectory(
            named.or(() -> data.map(d -> d.resolve("models"))),
            Optional.ofNullable(context.getProperty("governance.models.shipped")).map(Path::of));
    this.packs = new Packs(registry);
    this.planner = new DefaultPlanner(registry, packs, directory, models, new EngineFacts(context));
  }

  private static Optional<Path> folder(BundleContext context, String property, String variable) {
    String set = context.getProperty(property);
    String folder = set == null || set.isBlank() ? System.getenv(variable) : set;
    return Optional.ofNullable(folder)
        .filter(f -> !f.isBlank())
        .map(f -> Path.of(f).toAbsolutePath().normalize());
  }

  @Override
  public Resolution plan(RunRequest request) {
    return planner.plan(request);
  }

  @Override
  public Resolution plan(RunRequest request, Predicate<ContributionInfo> preferred) {
    return planner.plan(request, preferred);
  }

  /** Returns the domain packs. */
  public Packs packs() {
    return packs;
  }

  /** Returns the model directory. */
  public ModelDirectory models() {
    return models;
  }

  /** Returns the data directory. */
  public DataDirectory directory() {
    return directory;
  }
}

package governance.runtime.internal.plan;

import governance.api.run.RunRequest;
import governance.engine.Engine;
import governance.runtime.internal.registry.Registry;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The planner and the catalogue of the framework. */
@Component(service = {Planner.class, PlannerService.class})
public final class PlannerService implements Planner {
  private final DefaultPlanner planner;
  private final Packs packs;
  private final DataDirectory directory;

  /** Plans with the contributions of the registry and the data directory of the process. */
  @Activate
  public PlannerService(BundleContext context, @Reference Registry registry) {
    String set = context.getProperty("governance.data");
    String folder = set == null || set.isBlank() ? System.getenv("GOVERNANCE_DATA") : set;
    this.directory =
        new DataDirectory(
            Optional.ofNullable(folder)
                .filter(f -> !f.isBlank())
                .map(f -> Path.of(f).toAbsolutePath().normalize()));
    this.packs = new Packs(registry);
    this.planner =
        new DefaultPlanner(registry, packs, directory, device -> checkDevice(context, device));
  }

  /** Asks the engine only for what not every machine has: to start it takes a while. */
  private static void checkDevice(BundleContext context, String device) {
    ServiceReference<Engine> engine =
        device.startsWith("gpu") ? context.getServiceReference(Engine.class) : null;
    if (engine != null) {
      context.getService(engine).device(device);
      context.ungetService(engine);
    }
  }

  @Override
  public Resolution plan(RunRequest request) {
    return planner.plan(request);
  }

  /** Returns the domain packs. */
  public Packs packs() {
    return packs;
  }

  /** Returns the data directory. */
  public DataDirectory directory() {
    return directory;
  }
}

package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.engine.Engine;
import governance.engine.ModelDescription;
import governance.engine.Tuning;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Asks the engine of the framework, if it is there. */
final class EngineFacts implements ModelFacts {
  private final BundleContext context;

  EngineFacts(BundleContext context) {
    this.context = context;
  }

  /** Asks the engine only for what not every machine has: to start it takes a while. */
  @Override
  public void device(String device) {
    if (device.startsWith("gpu")) {
      ask(engine -> engine.device(device));
    }
  }

  /** Of the processor only: to ask a graphics card the engine would have to start. */
  @Override
  public OptionalLong freeMemory() {
    return ask(engine -> engine.freeMemory("cpu")).orElse(OptionalLong.empty());
  }

  @Override
  public Optional<ModelDescription> describe(Path folder) {
    return ask(engine -> engine.describe(folder));
  }

  @Override
  public List<Problem> problems(Path folder, Tuning tuning) {
    return ask(engine -> engine.problems(folder, tuning)).orElse(List.of());
  }

  private <R> Optional<R> ask(Function<Engine, R> question) {
    ServiceReference<Engine> reference = context.getServiceReference(Engine.class);
    Engine engine = reference == null ? null : context.getService(reference);
    if (engine == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.apply(engine));
    } finally {
      context.ungetService(reference);
    }
  }
}

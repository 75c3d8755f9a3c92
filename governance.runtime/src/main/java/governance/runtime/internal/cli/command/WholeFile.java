package governance.runtime.internal.cli.command;

import governance.api.GovernanceException;
import governance.api.data.DataSource;
import governance.api.data.Dataset;
import governance.api.run.RunRequest;
import governance.runtime.internal.data.Anonymisation;
import governance.runtime.internal.plan.InspectionRequest;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.registry.Held;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * All rows of a file or of a data set of the catalogue, without a run.
 *
 * @param rows the rows, each of which could be read
 * @param seed the seed that a run would have
 */
public record WholeFile(Dataset rows, long seed) {
  /**
   * Reads.
   *
   * @param typed columns whose numbers count as such; all others are texts
   * @param dropped columns that are left out
   */
  public static WholeFile read(
      CliContext context, String file, Set<String> typed, Set<String> dropped) {
    InspectionRequest request =
        InspectionRequest.rows(new RunRequest(file, Map.of(), Map.of(), Path.of("runs")));
    Resolution resolution = context.planner().inspect(request);
    if (!resolution.plan().runnable()) {
      throw new GovernanceException(resolution.plan().problems());
    }
    var plan = resolution.data().orElseThrow();
    var spec = resolution.spec().orElseThrow();
    try (Held<DataSource> source =
        context.registry().hold(plan.source().info(), DataSource.class)) {
      Dataset rows = Anonymisation.read(spec, plan, source.get(), typed, dropped);
      return new WholeFile(rows, spec.train().seed());
    }
  }
}

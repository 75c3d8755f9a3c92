package governance.runtime.internal.cli.command;

import governance.api.run.RunRequest;
import picocli.CommandLine.Parameters;

/** What a run is asked for: shared by {@code run} and {@code plan}. */
public final class RequestOptions extends RunOptions {
  @Parameters(
      paramLabel = "SPEC|DOMAIN",
      description = "A run spec (JSON file), or a domain for its defaults.")
  private String target;

  public RunRequest request() {
    return request(target);
  }
}

package governance.runtime.internal.cli.plan;

import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.RequestOptions;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.ProblemPrinter;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.spec.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a run would do, and everything that is wrong with it. */
@Command(
    name = "plan",
    header = "Shows what a run would do, and all problems at once.",
    description = "Resolves the spec and checks data, model and contributions. Writes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance plan finance",
      "  governance plan loans.json --set train.epochs=5 --json"
    })
public final class PlanCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private RequestOptions options;

  @Option(names = "--json", description = "Prints the plan as one JSON object.")
  private boolean json;

  @Option(names = "--all", description = "Shows every value, defaults too.")
  private boolean all;

  public PlanCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Resolution resolution = context.planner().plan(options.request());
    Terminal terminal = context.terminal();
    if (json) {
      terminal.out().print(json(resolution));
    } else {
      terminal.out().print(new PlanView(terminal, context.models(), all).render(resolution));
    }
    if (resolution.plan().runnable()) {
      return Exit.OK;
    }
    ProblemPrinter.print(terminal.err(), resolution.plan().problems());
    return Exit.BAD_INPUT;
  }

  /** The plan as it is kept, and how it would fit into the memory that is free now. */
  private static String json(Resolution resolution) {
    String plan = resolution.plan().json();
    if (resolution.memory().isEmpty()) {
      return plan;
    }
    Map<String, Object> all = new LinkedHashMap<>(JsonText.parse(plan).getAsJsonObject().asMap());
    all.put("memory", resolution.memory().get().json());
    return JsonText.write(all);
  }
}

package governance.runtime.internal.cli.command;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.privacy.PrivateSummarizer;
import governance.api.run.RunService;
import governance.engine.Engine;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.audit.Installation;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.plan.DataDirectory;
import governance.runtime.internal.plan.ModelDirectory;
import governance.runtime.internal.plan.Packs;
import governance.runtime.internal.plan.Planner;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.vault.Vault;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What commands work with.
 *
 * @param terminal where they write
 * @param registry the contributions
 * @param planner resolves requests
 * @param packs the domain packs
 * @param directory the data directory
 * @param models the model directory
 * @param configurations what the installation configures
 * @param framework name and version of the OSGi framework
 * @param runs starts runs; empty while the service is not there
 * @param engine the tensor engine; empty while the service is not there
 * @param budgets the ledger of privacy budgets, and what computes the cost of privacy
 * @param summarizer what describes rows with noise; empty while the service is not there
 * @param access who may do what
 * @param vault comes to the keys of runs
 * @param installation what an audit sees of the framework
 * @param lastWords what must end before the framework stops
 */
public record CliContext(
    Terminal terminal,
    Registry registry,
    Planner planner,
    Packs packs,
    DataDirectory directory,
    ModelDirectory models,
    Configurations configurations,
    String framework,
    Supplier<Optional<RunService>> runs,
    Supplier<Optional<Engine>> engine,
    Budgets budgets,
    Supplier<Optional<PrivateSummarizer>> summarizer,
    AccessControl access,
    Vault vault,
    Installation installation,
    LastWords lastWords) {

  public RunService runService() {
    return runs.get()
        .orElseThrow(
            () ->
                new GovernanceException(
                    new Problem(
                        Remedy.FIX_MACHINE,
                        "the run service",
                        "is not there, most likely because the engine could not start",
                        "",
                        "See what is wrong: governance doctor")));
  }
}

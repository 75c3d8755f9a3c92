package governance.runtime.internal.cli.run;

import governance.api.GovernanceException;
import governance.api.run.RunRequest;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.RunOptions;
import governance.runtime.internal.sweep.Jobs;
import governance.runtime.internal.sweep.Seeds;
import governance.runtime.internal.sweep.SweepFolder;
import governance.runtime.internal.sweep.SweepRequest;
import governance.runtime.internal.sweep.Vary;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes many runs of one spec and shows what fairness costs. */
@Command(
    name = "sweep",
    header = "Trains a spec along weights or targets and draws the front of utility and disparity.",
    description =
        "Every combination of the varied values is a run for each seed, one after the other, with"
            + " its evidence below the sweep's folder. Points are compared on validation rows; the"
            + " recommended one is then reported on test rows. Without --vary the weight of the"
            + " first fairness penalty is varied from 0 to ten times the spec's.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance sweep finance",
      "  governance sweep finance --vary penalties.fairness.demographic-parity.weight=0,1,3,10",
      "  governance sweep loans.json --seeds 1,2,3,4,5 --utility quality.auc \\",
      "      --vary penalties.fairness.demographic-parity.target=0.02,0.05,0.1",
      "  governance sweep --resume latest"
    })
public final class SweepCommand implements Callable<Integer> {
  private static final String SEED = "train.seed";
  private static final String THREADS = "train.threads";

  private final CliContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "SPEC|DOMAIN",
      description = "A run spec (JSON file), or a domain for its defaults.")
  private String target;

  @Mixin private RunOptions options;

  @Option(
      names = "--vary",
      paramLabel = "KEY=V1,V2,…",
      description =
          "A dotted key of the run spec and the values it takes in turn. May come several times:"
              + " all combinations are made.")
  private List<String> vary = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N,N,…",
      description = "The seeds of each point's runs (default: 1,2,3).")
  private String seeds;

  @Option(
      names = "--utility",
      paramLabel = "METRIC",
      description = "What is to stay good (default: quality.accuracy).")
  private String utility = SweepRequest.UTILITY;

  @Option(
      names = "--disparity",
      paramLabel = "METRIC",
      description = "What is to become better (default: fairness.demographic-parity-difference).")
  private String disparity = SweepRequest.DISPARITY;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Runs at a time (default: 1). More are processes of their own, each with its memory and"
              + " its share of the processors.")
  private int jobs = 1;

  @Option(
      names = "--resume",
      paramLabel = "DIR|latest",
      description = "Goes on with a sweep; takes no SPEC, because the sweep keeps its own.")
  private String resume;

  @Option(names = "--json", description = "Prints the sweep as one JSON object.")
  private boolean json;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  public SweepCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    SweepFollower follower = new SweepFollower(context, json, quiet, Jobs.of(jobs));
    if (resume != null) {
      return follower.resume(this::resumed);
    }
    return follower.begin(this::request);
  }

  private Path resumed() {
    boolean more = target != null || !vary.isEmpty() || seeds != null;
    if (more || !options.request("").overrides().isEmpty()) {
      throw GovernanceException.spec(
          "--resume",
          "comes with a spec, or options that change it",
          "nothing that changes the sweep",
          "Leave it out: the sweep goes on with what it began with");
    }
    return Sweeps.find(resume, options.out());
  }

  private SweepRequest request() {
    if (target == null) {
      throw GovernanceException.spec(
          "sweep", "has no SPEC or DOMAIN", "a run spec or a domain, or --resume DIR", "Name one");
    }
    Path out = options.out();
    if (SweepFolder.isSweep(out)) {
      throw GovernanceException.spec(
          "--out " + out,
          "is the folder of a sweep",
          "a folder that holds sweeps",
          "Choose another, or go on with that one: governance sweep --resume " + out);
    }
    RunRequest run = options.request(whole(target));
    List<Long> chosen = seeds(run.overrides().get(SEED));
    Map<String, String> overrides = new HashMap<>(run.overrides());
    overrides.remove(SEED);
    Map<String, String> origins = new HashMap<>(run.origins());
    if (jobs > 1 && overrides.putIfAbsent(THREADS, "" + Jobs.of(jobs).threads()) == null) {
      origins.put(THREADS, "--jobs");
    }
    RunRequest unseeded = new RunRequest(run.target(), overrides, origins, run.out());
    List<Vary> varied = vary.stream().map(Vary::parse).toList();
    return new SweepRequest(unseeded, varied, chosen, utility, disparity);
  }

  private List<Long> seeds(String one) {
    if (one != null && seeds != null) {
      throw GovernanceException.spec(
          "--seeds", "comes with --seed, or with train.seed", "one of them", "Remove one");
    }
    if (one != null) {
      return Seeds.parse(one);
    }
    return seeds == null ? SweepRequest.SEEDS : Seeds.parse(seeds);
  }

  /** A sweep may go on from another working directory. */
  private String whole(String spec) {
    try {
      boolean file = !context.packs().ids().contains(spec) && Files.isRegularFile(Path.of(spec));
      return file ? Path.of(spec).toAbsolutePath().normalize().toString() : spec;
    } catch (InvalidPathException e) {
      return spec; // the planner says what is wrong with it
    }
  }
}

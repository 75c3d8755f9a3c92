package bench;

import java.util.Arrays;

/** Runs one benchmark: its name, then the cases. */
public final class Main {
  private Main() {}

  /** Exit code 2 if a name, case or setting is wrong. */
  public static void main(String[] args) throws Exception {
    String[] cases = Arrays.copyOfRange(args, 1, args.length);
    try {
      switch (args[0]) {
        case "step" -> StepBench.run(cases);
        case "compare" -> CompareBench.run(cases);
        case "busy" -> BusyBench.run(cases);
        case "buckets" -> BucketsBench.run(cases);
        case "objectives" -> ObjectivesBench.run(cases);
        case "penalties" -> PenaltiesBench.run(cases);
        case "input" -> InputBench.run(cases);
        case "load" -> LoadBench.run(cases);
        case "memory" -> MemoryBench.run(cases);
        case "mlm" -> MaskedBench.run(cases);
        case "start" -> StartBench.run(cases);
        case "plugins" -> PluginsBench.run(cases);
        case "fairness" -> FairnessBench.run(cases);
        case "evaluate" -> EvaluateBench.run(cases);
        case "accountant" -> AccountantBench.run(cases);
        case "dp" -> PrivateBench.run(cases);
        case "crypt" -> CryptBench.run(cases);
        case "scan" -> ScanBench.run(cases);
        case "anonymity" -> AnonymityBench.run(cases);
        default -> throw new IllegalArgumentException("benchmark " + args[0]);
      }
    } catch (IllegalArgumentException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(2);
    }
  }
}

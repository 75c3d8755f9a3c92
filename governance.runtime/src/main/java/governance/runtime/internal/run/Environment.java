package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.Engine;
import governance.engine.EngineInfo;
import governance.engine.RandomNumbers;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run computes with. Results are equal to the last bit only where this is equal, so a
 * resumed run takes it from the run's folder.
 *
 * @param threads threads of one operation
 * @param device the device
 * @param tree what is written to {@code environment.json}, in the form of the report's schema
 */
record Environment(int threads, String device, Map<String, Object> tree) {
  /** The library among those that are named. */
  static final String LIBRARY = "engine library";

  private static final String FILE = "environment.json";

  static Environment of(Engine engine, RunSpec spec, Job job) {
    EngineInfo info = engine.info();
    String device = engine.device(spec.train().device());
    RandomNumbers numbers = engine.randomNumbers(device);
    String library = engine.library().summary();
    int threads =
        spec.train().threads() > 0
            ? spec.train().threads()
            : Runtime.getRuntime().availableProcessors();
    List<Object> earlier = List.of();
    if (job.resumed()) {
      EarlierEnvironment before =
          EarlierEnvironment.of(JsonReader.file(job.folder().resolve(FILE)));
      before.check(info.version(), numbers.dropout());
      threads = before.threads();
      earlier = before.earlier(device, library);
    }
    boolean tf32 = spec.train().tf32() && !device.equals("cpu");
    fit(engine, device, spec.train().gradientPolicy().isPresent());
    engine.tf32(tf32);
    Map<String, Object> tree =
        Tree.of(
            "engine", info.name(),
            "engineVersion", info.version(),
            "java", System.getProperty("java.version"),
            "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "threads", threads,
            "device", device,
            "precision", spec.model().precision().name().toLowerCase(Locale.ROOT),
            "tf32", tf32,
            "dropout", numbers.dropout(),
            "deterministic", device.equals("cpu"),
            "determinism",
                "One seed for initial values, order, dropout and resampling; a fixed number of threads. The same machine"
                    + " gives the same figures to the last bit; another number of threads, another processor or another"
                    + " engine may change the last digits.",
            "libraries",
                List.of(
                    Tree.of("name", "engine binding", "version", info.binding()),
                    Tree.of("name", LIBRARY, "version", library),
                    Tree.of("name", "engine script", "version", info.script())));
    if (!numbers.noise().isEmpty()) {
      tree.put("noise", numbers.noise());
    }
    if (!earlier.isEmpty()) {
      tree.put("earlier", earlier);
    }
    return new Environment(threads, device, tree);
  }

  /**
   * A library whose calls link but compute something else must not make evidence, nor noise that is
   * other than was proven.
   */
  private static void fit(Engine engine, String device, boolean noisy) {
    List<Problem> problems =
        engine.selfCheck(device).stream()
            .filter(check -> !check.passed() && (noisy || !check.noise()))
            .map(
                check ->
                    new Problem(
                        Remedy.FIX_MACHINE,
                        "engine",
                        "fails its self-check on "
                            + device
                            + ": "
                            + check.name()
                            + ": "
                            + check.detail(),
                        "",
                        "Use the bundled library, or build the binding against this one"
                            + " (docs/gpu.md); governance doctor shows all checks"))
            .toList();
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
  }
}

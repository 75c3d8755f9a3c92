package bench;

import java.util.Arrays;

/**
 * The distribution with many plug-ins, on the wall clock, against the targets. {@code registry}: 50
 * bundles with 10 contributions each; what {@code list} and {@code plan finance} take, as the first
 * command of a process and again in a shell. {@code drop}: from the moment a jar gets its name in
 * the folder of plug-ins until its contribution is listed as usable. {@code start}: what each of
 * 100 further bundles adds to the start.
 */
final class PluginsBench {
  private static final int BUNDLES = 50;
  private static final int METRICS = 10;
  private static final int DROPS = 50;
  private static final int FURTHER = 100;
  private static final double AT_ONCE = 300;
  private static final double SECOND = 1000;
  private static final double PER_BUNDLE = 5;

  private PluginsBench() {}

  /** Runs the cases given, or all; the ratio is target / ours. */
  static void run(String[] args) {
    if (!Installation.built()) {
      return;
    }
    for (String name : Turns.cases(args, "registry", "drop", "start")) {
      switch (name) {
        case "registry" -> registry();
        case "drop" -> drop();
        case "start" -> start();
        default -> throw new IllegalArgumentException("case " + name + " of plugins");
      }
    }
  }

  private static void registry() {
    try (Installation home = new Installation()) {
      for (int bundle = 0; bundle < BUNDLES; bundle++) {
        PluginJars.drop(PluginJars.jar(bundle, METRICS), home.plugins().resolve(bundle + ".jar"));
      }
      Turns first =
          Turns.take(
              1,
              Setup.turns(9),
              () -> home.run("list").command(),
              () -> home.run("plan", "finance").command());
      print("registry list-first", first.median(0), AT_ONCE);
      print("registry plan-first", first.median(1), AT_ONCE);
      try (Installation.Shell shell = home.shell()) {
        Turns again =
            Turns.take(
                3,
                Setup.turns(9),
                () -> Clock.WALL.time(() -> listed(shell)),
                () -> Clock.WALL.time(() -> shell.ask("governance:plan finance")));
        print("registry list-again", again.median(0), AT_ONCE);
        print("registry plan-again", again.median(1), AT_ONCE);
      }
    }
  }

  private static void listed(Installation.Shell shell) {
    String text = shell.ask("governance:list");
    if (!text.contains(PluginJars.id(BUNDLES - 1, METRICS - 1))) {
      throw new IllegalStateException("not all are listed: " + text);
    }
  }

  private static void drop() {
    try (Installation home = new Installation();
        Installation.Shell shell = home.shell()) {
      double[] times = new double[DROPS];
      for (int i = -3; i < DROPS; i++) {
        int bundle = i + 3;
        byte[] jar = PluginJars.jar(bundle, 1);
        double time =
            Clock.WALL.time(
                () -> {
                  PluginJars.drop(jar, home.plugins().resolve(bundle + ".jar"));
                  while (!shell
                      .ask("governance:list --kind metric")
                      .contains(PluginJars.id(bundle, 0) + " ")) {
                    Thread.onSpinWait();
                  }
                });
        if (i >= 0) {
          times[i] = time;
        }
      }
      Arrays.sort(times);
      print("drop median", times[DROPS / 2], SECOND);
      print("drop p95", times[(int) Math.ceil(DROPS * 0.95) - 1], SECOND);
      print("drop worst", times[DROPS - 1], SECOND);
    }
  }

  private static void start() {
    try (Installation bare = new Installation();
        Installation full = new Installation()) {
      for (int bundle = 0; bundle < FURTHER; bundle++) {
        PluginJars.drop(PluginJars.jar(bundle, 1), full.plugins().resolve(bundle + ".jar"));
      }
      Turns turns =
          Turns.take(
              1,
              Setup.turns(9),
              () -> bare.run("doctor").bundles(),
              () -> full.run("doctor").bundles());
      double[] each =
          Arrays.stream(turns.figures())
              .mapToDouble(t -> (t[1] - t[0]) / FURTHER)
              .sorted()
              .toArray();
      print("start per-bundle", each[each.length / 2], PER_BUNDLE);
    }
  }

  private static void print(String name, double ours, double target) {
    Turns.print("plugins " + name, "ours", ours, "target", target, target / ours);
  }
}

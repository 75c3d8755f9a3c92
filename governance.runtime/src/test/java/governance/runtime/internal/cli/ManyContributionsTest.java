package governance.runtime.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.Setting.Type;
import governance.runtime.internal.settings.SettingsType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listing and planning stay instant when many contributions are installed. */
class ManyContributionsTest {
  private static final long MOST_MILLIS = 300;
  private static final int REPEATS = 5;

  @TempDir Path folder;

  private static SettingsType type() {
    return new SettingsType(
        "", "", List.of(new Setting("x", Type.NUMBER, false, 1.0, 0, 2, List.of(), "a number")));
  }

  /** Returns the least time of several, so that a machine under load does not decide. */
  private static long millis(Runnable work) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
    }
    return best;
  }

  @Test
  void fiveHundredAreListedAndPlannedInstantly() {
    CliFixture cli = new CliFixture(folder);
    Kind[] kinds = {Kind.PENALTY, Kind.METRIC, Kind.GATE, Kind.TRANSFORM, Kind.EXPLAINER};
    for (int i = 0; i < 500; i++) {
      Kind kind = kinds[i % kinds.length];
      cli.plan.fakes.add(kind, "acme.number-" + i).settings(type());
    }
    StringBuilder metrics = new StringBuilder("\"quality.accuracy\"");
    for (int i = 1; i < 500; i += kinds.length) {
      metrics.append(",\"acme.number-").append(i).append('"');
    }
    String spec =
        cli.plan
            .file(
                "many.json", "{\"domain\":\"finance\",\"gates\":[],\"metrics\":[" + metrics + "]}")
            .toString();
    assertTrue(millis(() -> assertEquals(0, cli.run("list"))) < MOST_MILLIS);
    long plan =
        millis(() -> assertEquals(0, cli.run("plan", spec, "--set", "train.epochs=2"), cli.err()));
    assertTrue(plan < MOST_MILLIS, plan + " ms");
    assertTrue(cli.out().contains("acme.number-496"), cli.out());
  }
}

package governance.runtime.internal.audit;

import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.StoredFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Settings of a run that are known to make its decision or its privacy worth little. */
final class SettingsAudit {
  private static final long FEW_ROWS = 100;
  private static final long FEW_OF_GROUP = 30;
  private static final long FEW_DRAWS = 200;
  private static final double MUCH_EPSILON = 10;
  private static final double MANY_BAD_ROWS = 0.1;

  private final Path run;

  SettingsAudit(Path run) {
    this.run = run;
  }

  void look(Findings into) {
    Map<String, Object> spec = JsonReader.file(run.resolve("spec.json"));
    gates(spec, into);
    data(spec, into);
    evaluation(spec, into);
    privacy(spec, into);
  }

  private static Map<?, ?> section(Map<?, ?> tree, String key) {
    return tree.get(key) instanceof Map<?, ?> section ? section : Map.of();
  }

  private static double number(Map<?, ?> section, String key, double otherwise) {
    return section.get(key) instanceof Number n ? n.doubleValue() : otherwise;
  }

  private void add(
      Findings into, String id, Severity severity, String key, String found, String remedy) {
    into.add("settings." + id, severity, "run " + run.getFileName() + " " + key, found, remedy);
  }

  private void gates(Map<String, Object> spec, Findings into) {
    List<?> gates = spec.get("gates") instanceof List<?> list ? list : List.of();
    if (gates.isEmpty()) {
      add(
          into,
          "no-gates",
          Severity.HIGH,
          "gates",
          "there is none: every model that comes out is released",
          "Set limits, or follow a domain pack");
    } else if (gates.stream()
        .allMatch(g -> g instanceof Map<?, ?> m && "warn".equals(m.get("severity")))) {
      add(
          into,
          "no-blocking-gate",
          Severity.HIGH,
          "gates",
          "all only warn: none can block a release",
          "Give at least one the severity fail");
    }
    Object omitted = JsonReader.file(run.resolve("plan.json")).get("omittedLimits");
    if (omitted instanceof List<?> limits && !limits.isEmpty()) {
      add(
          into,
          "limits-omitted",
          Severity.MEDIUM,
          "gates",
          "limits of the domain pack that no gate checks: " + join(limits),
          "Add them, or write down why they do not apply");
    }
  }

  private static String join(List<?> list) {
    return String.join(", ", list.stream().map(String::valueOf).toList());
  }

  private void data(Map<String, Object> spec, Findings into) {
    Map<?, ?> data = section(spec, "data");
    if (number(data, "badRows", 0) > MANY_BAD_ROWS) {
      add(
          into,
          "bad-rows",
          Severity.MEDIUM,
          "data.badRows",
          "is " + data.get("badRows") + ": rows that are left out may be those of one group",
          "Mend the data, and set it to 0.01");
    }
    List<?> attributes = data.get("protected") instanceof List<?> list ? list : List.of();
    if (attributes.isEmpty()) {
      add(
          into,
          "no-protected",
          Severity.MEDIUM,
          "data.protected",
          "names nothing: unequal treatment is not looked for",
          "Name the attributes that the law names, or write down why there are none");
    } else if (Boolean.FALSE.equals(data.get("withhold"))) {
      add(
          into,
          "not-withheld",
          Severity.LOW,
          "data.withhold",
          "is false: the model reads " + join(attributes),
          "Set it to true unless somebody decided that it may");
    }
  }

  private void evaluation(Map<String, Object> spec, Findings into) {
    Map<?, ?> evaluation = section(spec, "evaluation");
    if (Boolean.FALSE.equals(evaluation.get("reference"))) {
      add(
          into,
          "no-reference",
          Severity.LOW,
          "evaluation.reference",
          "is false: what governance cost is not known",
          "Set it to true");
    }
    if (number(evaluation, "bootstrap", FEW_DRAWS) < FEW_DRAWS) {
      add(
          into,
          "few-draws",
          Severity.LOW,
          "evaluation.bootstrap",
          "is " + evaluation.get("bootstrap") + ": intervals are rough",
          "Set it to 200 or more");
    }
    if (!StoredFiles.exists(run.resolve("metrics.json"))) {
      into.unchecked("settings", "sizes of test set and groups", "the run has no metrics.json");
      return;
    }
    sizes(into);
  }

  private void sizes(Findings into) {
    long rows = Long.MAX_VALUE;
    long least = Long.MAX_VALUE;
    String group = "";
    for (Object metric : metrics().values()) {
      Map<?, ?> tuned = metric instanceof Map<?, ?> m ? section(m, "tuned") : Map.of();
      rows = Math.min(rows, (long) number(tuned, "n", Long.MAX_VALUE));
      List<?> groups = tuned.get("groups") instanceof List<?> list ? list : List.of();
      for (Object each : groups) {
        Map<?, ?> one = (Map<?, ?>) each;
        long n = (long) number(one, "n", Long.MAX_VALUE);
        if (n < least) {
          least = n;
          group = one.get("column") + " " + one.get("group");
        }
      }
    }
    if (rows < FEW_ROWS) {
      add(
          into,
          "few-test-rows",
          Severity.MEDIUM,
          "test rows",
          "there are " + rows + ": figures can be far from the truth",
          "Test on more rows: data.split.test");
    }
    if (least < FEW_OF_GROUP) {
      add(
          into,
          "small-group",
          Severity.MEDIUM,
          "test rows of " + group,
          "there are " + least + ": nothing can be said of how this group is treated",
          "Collect more rows of it, or join groups");
    }
  }

  private Map<?, ?> metrics() {
    Map<String, Object> all = JsonReader.file(run.resolve("metrics.json"));
    return all.get("metrics") instanceof Map<?, ?> wrapped ? wrapped : all;
  }

  private void privacy(Map<String, Object> spec, Findings into) {
    if (section(spec, "train").get("gradientPolicy") == null) {
      return;
    }
    if (!StoredFiles.exists(run.resolve("privacy.json"))) {
      into.unchecked("settings", "what the gradient policy promises", "there is no privacy.json");
      return;
    }
    Map<String, Object> spent = JsonReader.file(run.resolve("privacy.json"));
    if (Boolean.FALSE.equals(spent.get("private")) || "seeded".equals(spent.get("randomness"))) {
      add(
          into,
          "noise-seeded",
          Severity.CRITICAL,
          "train.gradientPolicy",
          "the noise follows from the seed: who knows the seed takes it off, so nothing is private",
          "Leave randomness at CRYPTOGRAPHIC and run again");
    }
    double epsilon = number(spent, "epsilon", Double.NaN);
    double delta = number(spent, "delta", Double.NaN);
    double rows = number(spent, "rows", Double.NaN);
    if (epsilon > MUCH_EPSILON) {
      add(
          into,
          "epsilon",
          Severity.HIGH,
          "privacy.json epsilon",
          "is " + epsilon + ": above 10 the guarantee rules out next to nothing",
          "Train with more noise, fewer steps or more rows");
    }
    if (delta * rows >= 1) {
      add(
          into,
          "delta",
          Severity.HIGH,
          "privacy.json delta",
          "is " + delta + " for " + rows + " rows: publishing a whole row would satisfy it",
          "Set delta below 1/n, such as 1/n^1.1");
    }
  }
}

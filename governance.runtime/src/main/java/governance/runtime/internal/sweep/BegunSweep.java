package governance.runtime.internal.sweep;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunRequest;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a sweep began with, as its {@code sweep.json} keeps it. */
public final class BegunSweep {
  private final Path file;
  private final Map<String, Object> tree;

  private BegunSweep(Path file, Map<String, Object> tree) {
    this.file = file;
    this.tree = tree;
  }

  /**
   * Reads it from a sweep's folder.
   *
   * @throws GovernanceException if it cannot be read
   */
  public static BegunSweep of(Path folder) {
    Path file = folder.resolve(SweepFolder.FILE);
    return new BegunSweep(file, JsonReader.file(file));
  }

  /** Returns the part of {@code sweep.json} that says what a sweep begins with. */
  static Map<String, Object> tree(SweepPlan plan) {
    SweepRequest request = plan.request();
    List<Object> vary = new ArrayList<>();
    request.vary().forEach(v -> vary.add(Tree.of("key", v.key(), "values", v.values())));
    return Tree.of(
        "sha256", plan.digest(),
        "domain", plan.domain(),
        "target", request.run().target(),
        "overrides", request.run().overrides(),
        "origins", request.run().origins(),
        "vary", vary,
        "seeds", request.seeds(),
        "utility", request.utility(),
        "disparity", request.disparity(),
        "contributions", plan.contributions(),
        "spec", plan.specs().get(0));
  }

  /** Returns the request, to be planned anew. */
  public SweepRequest request() {
    Map<?, ?> begun = begun();
    List<Vary> vary = new ArrayList<>();
    for (Object axis : list(begun, "vary")) {
      Map<?, ?> each = (Map<?, ?>) axis;
      vary.add(new Vary(text(each, "key"), texts(list(each, "values"))));
    }
    List<Long> seeds = list(begun, "seeds").stream().map(s -> ((Number) s).longValue()).toList();
    Path out = file.toAbsolutePath().normalize().getParent().getParent();
    RunRequest run =
        new RunRequest(text(begun, "target"), map(begun, "overrides"), map(begun, "origins"), out);
    return new SweepRequest(run, vary, seeds, text(begun, "utility"), text(begun, "disparity"));
  }

  /** Returns when the sweep began, and its id. */
  public String text(String key) {
    return text(tree, key);
  }

  /**
   * Checks that the sweep is still the same.
   *
   * @throws GovernanceException if not; says what differs
   */
  public void check(SweepPlan now) {
    Map<?, ?> begun = begun();
    List<Problem> problems = new ArrayList<>();
    compare(flat(begun.get("spec")), flat(now.specs().get(0)), "", problems);
    compare(bundles(list(begun, "contributions")), bundles(now.contributions()), "", problems);
    if (problems.isEmpty() && !now.digest().equals(begun.get("sha256"))) {
      problems.add(changed("spec and grid", now.digest(), String.valueOf(begun.get("sha256"))));
    }
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
  }

  private static void compare(
      Map<String, String> was, Map<String, String> is, String prefix, List<Problem> problems) {
    Map<String, String> left = new LinkedHashMap<>(was);
    is.forEach(
        (key, value) -> {
          String before = left.remove(key);
          if (!value.equals(before)) {
            problems.add(changed(prefix + key, "is " + value, before));
          }
        });
    left.forEach((key, before) -> problems.add(changed(key, "is not there any more", before)));
  }

  private static Problem changed(String key, String got, String was) {
    return new Problem(
        Remedy.FIX_SPEC,
        key,
        got,
        (was == null ? "nothing of that name" : was) + ", as when the sweep began",
        "Put back what has changed, or start a new sweep");
  }

  private static Map<String, String> flat(Object spec) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", spec, flat);
    return flat;
  }

  private static void flatten(String key, Object node, Map<String, String> into) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((k, v) -> flatten(key.isEmpty() ? "" + k : key + "." + k, v, into));
    } else if (node instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map) {
      for (Object item : list) {
        Object name = item instanceof Map<?, ?> m ? m.get(m.containsKey("id") ? "id" : "name") : "";
        flatten(key + "." + name, item, into);
      }
    } else {
      into.put(key, Json.canonical(node));
    }
  }

  private static Map<String, String> bundles(List<?> contributions) {
    Map<String, String> bundles = new LinkedHashMap<>();
    for (Object each : contributions) {
      Map<?, ?> c = (Map<?, ?>) each;
      bundles.put(
          c.get("kind") + " " + c.get("id"),
          c.get("bundle") + " " + c.get("version") + " (" + c.get("sha256") + ")");
    }
    return bundles;
  }

  private Map<?, ?> begun() {
    if (tree.get("begun") instanceof Map<?, ?> begun) {
      return begun;
    }
    throw GovernanceException.data(
        file.toString(), "has no part \"begun\"", "what a sweep has written", "Restore the file");
  }

  private static List<?> list(Map<?, ?> owner, String key) {
    return owner.get(key) instanceof List<?> list ? list : List.of();
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(String::valueOf).toList();
  }

  private static String text(Map<?, ?> owner, String key) {
    return String.valueOf(owner.get(key));
  }

  private static Map<String, String> map(Map<?, ?> owner, String key) {
    Map<String, String> map = new LinkedHashMap<>();
    if (owner.get(key) instanceof Map<?, ?> values) {
      values.forEach((k, v) -> map.put("" + k, "" + v));
    }
    return map;
  }
}

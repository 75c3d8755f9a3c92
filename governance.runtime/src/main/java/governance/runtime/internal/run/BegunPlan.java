package governance.runtime.internal.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunPlan;
import governance.api.run.RunPlan.Planned;
import governance.api.run.RunPlan.Value;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan that a run began with. A resumed run is planned anew from {@code spec.json}, where every
 * value comes from one file; only the first plan knows where each one came from.
 */
final class BegunPlan {
  private final Path file;
  private final String json;
  private final Map<String, JsonObject> values = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private BegunPlan(Path file) throws IOException {
    this.file = file;
    this.json = Files.readString(file);
    JsonObject plan = JsonText.parse(json).getAsJsonObject();
    add("", plan.get("values"));
    Occurrences ids = new Occurrences();
    for (JsonElement each : plan.getAsJsonArray("contributions")) {
      JsonObject contribution = each.getAsJsonObject();
      add(ids.prefix(contribution.get("id").getAsString()), contribution.get("settings"));
    }
  }

  /** Tells uses of one contribution apart: a service may answer for several parties. */
  private static final class Occurrences {
    private final Map<String, Integer> counts = new HashMap<>();

    String prefix(String id) {
      int use = counts.merge(id, 1, Integer::sum);
      return use == 1 ? id + " " : id + " (use " + use + ") ";
    }
  }

  private void add(String prefix, JsonElement list) {
    for (JsonElement each : list.getAsJsonArray()) {
      JsonObject value = each.getAsJsonObject();
      values.put(prefix + value.get("key").getAsString(), value);
    }
  }

  /**
   * Returns the plan that the run began with, as it was written.
   *
   * @param now the same run, planned anew; has the same contributions
   * @throws GovernanceException if a value is not what the run began with
   */
  static RunPlan restore(Path folder, RunPlan now) {
    Path file = folder.resolve("plan.json");
    try {
      return new BegunPlan(file).restore(now);
    } catch (IOException e) {
      throw Storage.problem(file, e);
    }
  }

  private RunPlan restore(RunPlan now) {
    List<Value> restored = values("", now.values());
    List<Planned> contributions = new ArrayList<>();
    Occurrences ids = new Occurrences();
    for (Planned each : now.contributions()) {
      String prefix = ids.prefix(each.info().id());
      contributions.add(new Planned(each.info(), values(prefix, each.settings())));
    }
    values.forEach((key, was) -> changed(key, "is not there any more", was));
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    return new RunPlan(List.of(), restored, contributions, json);
  }

  private List<Value> values(String prefix, List<Value> now) {
    List<Value> restored = new ArrayList<>();
    for (Value value : now) {
      JsonObject was = values.remove(prefix + value.key());
      if (was == null || !was.get("value").equals(JsonText.parse(value.value()))) {
        changed(prefix + value.key(), "is " + value.value(), was);
      } else {
        String origin = was.get("origin").getAsString();
        restored.add(new Value(value.key(), value.value(), origin));
      }
    }
    return restored;
  }

  private void changed(String key, String got, JsonObject was) {
    String allowed = was == null ? "no such value" : was.get("value").toString();
    String advice = "Put back " + file.resolveSibling("spec.json") + ", or start a new run with it";
    problems.add(
        new Problem(Remedy.FIX_SPEC, key, got, allowed + ", as when the run began", advice));
  }
}

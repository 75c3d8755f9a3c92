package governance.runtime.internal.run;

import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.ContributionInfo;
import governance.api.run.RunPlan.Planned;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.store.JsonReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The contributions that a run began with, as its {@code plan.json} names them. */
public final class BegunContributions {
  private final Path folder;
  private final Map<String, String> bundles;

  private BegunContributions(Path folder, Map<String, String> bundles) {
    this.folder = folder;
    this.bundles = bundles;
  }

  /** Reads the plan in a run's folder. */
  public static BegunContributions of(Path folder) {
    Map<String, String> bundles = new LinkedHashMap<>();
    Map<String, Object> plan = JsonReader.file(folder.resolve("plan.json"));
    for (Object entry : (List<?>) plan.get("contributions")) {
      Map<?, ?> c = (Map<?, ?>) entry;
      bundles.put(
          key(c.get("kind"), c.get("id")),
          bundle(c.get("bundle"), c.get("version"), c.get("sha256")));
    }
    return new BegunContributions(folder, bundles);
  }

  /** Returns whether the run began with exactly this one. */
  public boolean contains(ContributionInfo info) {
    return bundle(info).equals(bundles.get(key(info.kind(), info.id())));
  }

  /** Returns the bundle of a contribution that the run began with, in words. */
  String bundle(Kind kind, String id) {
    return bundles.getOrDefault(key(kind, id), "no such contribution");
  }

  /** Returns each difference between what a plan would use and what the run began with. */
  List<Problem> differing(List<Planned> now) {
    Map<String, String> left = new LinkedHashMap<>(bundles);
    List<Problem> problems = new ArrayList<>();
    for (Planned planned : now) {
      ContributionInfo info = planned.info();
      String key = key(info.kind(), info.id());
      String was = bundles.get(key);
      left.remove(key);
      if (!bundle(info).equals(was)) {
        String allowed = was == null ? "no such contribution" : was;
        problems.add(changed(info.id(), "is " + bundle(info), allowed));
      }
    }
    left.forEach((key, was) -> problems.add(changed(key, "is not part of the plan any more", was)));
    return problems;
  }

  private Problem changed(String subject, String got, String was) {
    String spec = folder.resolve("spec.json").toString();
    return new Problem(
        Remedy.INSTALL_BUNDLE,
        subject,
        got,
        was + ", as when the run began",
        "Install the versions that the run began with, or plan anew with those that are here:"
            + " governance plan "
            + spec
            + ", then governance run "
            + spec);
  }

  /** Kinds are written in one way in plans and in another in code. */
  private static String key(Object kind, Object id) {
    String name = kind instanceof Kind k ? Names.of(k) : kind.toString();
    return name.toLowerCase(Locale.ROOT).replace('_', '-') + " " + id;
  }

  private static String bundle(ContributionInfo info) {
    return bundle(info.bundle(), info.version(), info.sha256());
  }

  private static String bundle(Object bundle, Object version, Object sha256) {
    return bundle + " " + version + " (" + sha256 + ")";
  }
}

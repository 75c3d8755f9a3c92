package governance.runtime.internal.plan;

import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.Settings;
import governance.api.run.ContributionInfo;
import governance.api.run.RunPlan;
import governance.runtime.internal.registry.Declaration;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.settings.SettingsCheck;
import governance.runtime.internal.spec.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the contributions that a spec names and checks their settings and needs. */
final class Resolver {
  private final Registry registry;
  private final NeedsCheck needs;
  private final Map<String, String> origins = new HashMap<>();
  private final List<Problem> problems;
  private final List<Chosen> chosen = new ArrayList<>();
  private final List<RunPlan.Planned> planned = new ArrayList<>();
  private final Map<ContributionInfo, String> choices = new LinkedHashMap<>();

  Resolver(
      Registry registry, NeedsCheck needs, List<RunPlan.Value> values, List<Problem> problems) {
    this.registry = registry;
    this.needs = needs;
    this.problems = problems;
    values.forEach(value -> origins.put(value.key(), value.origin()));
  }

  List<Chosen> chosen() {
    return chosen;
  }

  List<RunPlan.Planned> planned() {
    return planned;
  }

  /** Returns why each was chosen of which there are several. */
  Map<ContributionInfo, String> choices() {
    return choices;
  }

  /**
   * Resolves one contribution.
   *
   * @param path dotted key of what names it, for origins, such as {@code penalties.x.y}
   * @param given its settings
   */
  Optional<Chosen> resolve(Kind kind, String id, String path, Map<String, Object> given) {
    return resolve(kind, id, path, given, origin(path));
  }

  /**
   * Resolves one contribution, some of whose settings do not come from the spec but from {@code
   * other}.
   */
  Optional<Chosen> resolve(
      Kind kind, String id, String path, Map<String, Object> given, String other) {
    Optional<ContributionInfo> found = registry.find(kind, id);
    if (found.isEmpty()) {
      if (!id.isBlank()) {
        problems.add(missing(kind, id, path));
      }
      return Optional.empty();
    }
    ContributionInfo info = found.get();
    Declaration declaration = registry.declaration(info);
    SettingsCheck check =
        new SettingsCheck(
            Names.of(kind) + " " + id,
            declaration.settings(),
            key -> origins.getOrDefault(path + ".settings." + key, other),
            problems);
    Map<String, Object> settings = check.check(given);
    needs.add(kind, id, declaration);
    String choice = registry.choice(info);
    if (!choice.isEmpty()) {
      choices.put(info, choice);
    }
    Chosen one = new Chosen(info, Settings.of(id, settings));
    chosen.add(one);
    planned.add(new RunPlan.Planned(info, check.values()));
    return Optional.of(one);
  }

  /** Checks that what a domain requires is there, whether or not this run uses it. */
  void require(DomainDefinition domain) {
    domain
        .requires()
        .forEach(
            (kind, ids) -> {
              for (String id : ids) {
                if (registry.find(kind, id).isEmpty()) {
                  problems.add(missing(kind, id, "domain " + domain.id() + " requires"));
                }
              }
            });
  }

  private String origin(String path) {
    return origins.getOrDefault(path + ".id", path);
  }

  private Problem missing(Kind kind, String id, String path) {
    List<ContributionInfo> all = registry.contributions(kind);
    String subject = Names.of(kind) + " " + id + " (" + origin(path) + ")";
    Optional<ContributionInfo> rejected = all.stream().filter(c -> c.id().equals(id)).findFirst();
    if (rejected.isPresent() && rejected.get().rejected() != null) {
      ContributionInfo.Rejection why = rejected.get().rejected();
      String from = "bundle " + rejected.get().bundle() + " " + rejected.get().version();
      String got = "of " + from + " cannot be used: " + why.code() + ", " + why.detail();
      String advice = why.remedy().isEmpty() ? "Mend " + from : why.remedy();
      return new Problem(Remedy.INSTALL_BUNDLE, subject, got, "", advice);
    }
    List<String> ids = all.stream().filter(c -> c.rejected() == null).map(c -> c.id()).toList();
    Optional<String> near = Suggestion.nearest(id, ids);
    String install =
        "Install a bundle that provides the capability governance.contribution;kind="
            + kind.name()
            + ";id="
            + id;
    return new Problem(
        near.isPresent() ? Remedy.FIX_SPEC : Remedy.INSTALL_BUNDLE,
        subject,
        "is not installed",
        String.join(", ", ids),
        near.map(name -> "Did you mean \"" + name + "\"? Otherwise i" + install.substring(1))
            .orElse(install));
  }
}

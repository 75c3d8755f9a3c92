package governance.runtime.internal.plan;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.api.run.RunPlan;
import governance.runtime.internal.spec.RunSpec;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A request, resolved. When the plan has problems, what could not be resolved is empty.
 *
 * @param plan the plan with all problems
 * @param spec the effective run spec
 * @param specJson the effective run spec as it is written to {@code spec.json}; can be run again
 * @param domain the domain pack that the run follows, empty when it follows none
 * @param data where the rows come from
 * @param chosen every contribution that takes part, in the order of use, the domain pack first
 * @param choices why a contribution is used and not another of the same kind and id, for those of
 *     which there are several
 * @param omitted ids of limits of the domain pack that no gate of this run checks
 * @param privacy what noise its gradient policy adds and what that costs, empty where it adds none
 * @param memory how training will be fitted into memory, empty where nothing is trained; no part of
 *     the plan, because it follows from what is free
 */
public record Resolution(
    RunPlan plan,
    Optional<RunSpec> spec,
    String specJson,
    Optional<DomainDefinition> domain,
    Optional<DataPlan> data,
    List<Chosen> chosen,
    Map<ContributionInfo, String> choices,
    List<String> omitted,
    Optional<PrivacyPreview> privacy,
    Optional<MemoryPlan> memory) {
  /** A run without noise, of which nobody estimated the memory. */
  public Resolution(
      RunPlan plan,
      Optional<RunSpec> spec,
      String specJson,
      Optional<DomainDefinition> domain,
      Optional<DataPlan> data,
      List<Chosen> chosen,
      Map<ContributionInfo, String> choices,
      List<String> omitted) {
    this(
        plan,
        spec,
        specJson,
        domain,
        data,
        chosen,
        choices,
        omitted,
        Optional.empty(),
        Optional.empty());
  }

  /** Copies the lists. */
  public Resolution {
    chosen = List.copyOf(chosen);
    choices = Map.copyOf(choices);
    omitted = List.copyOf(omitted);
  }

  /** Returns what a user must know of the data's licence, or empty. */
  public Optional<String> notice() {
    return data.flatMap(DataPlan::dataset).flatMap(DatasetDefinition::notice);
  }

  /** Returns the same with another account of the plan. */
  public Resolution with(RunPlan other) {
    return new Resolution(
        other, spec, specJson, domain, data, chosen, choices, omitted, privacy, memory);
  }

  /** Returns the contribution of that kind and id. */
  public Chosen chosen(Kind kind, String id) {
    return chosen.stream()
        .filter(c -> c.info().kind() == kind && c.info().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("not in the plan: " + kind + " " + id));
  }
}

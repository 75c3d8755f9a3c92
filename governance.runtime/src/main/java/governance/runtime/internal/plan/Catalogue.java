package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.spec.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The data sets that a run may name: those of its domain, or of all packs when it follows none. */
final class Catalogue {
  private final Packs packs;
  private final Optional<DomainDefinition> domain;

  Catalogue(Packs packs, Optional<DomainDefinition> domain) {
    this.packs = packs;
    this.domain = domain;
  }

  Optional<DatasetDefinition> find(String name) {
    return datasets().stream().filter(d -> d.name().equals(name)).findFirst();
  }

  private List<DatasetDefinition> datasets() {
    List<DomainDefinition> open = domain.map(List::of).orElseGet(packs::all);
    List<DatasetDefinition> all = new ArrayList<>();
    open.forEach(pack -> all.addAll(pack.datasets()));
    return all;
  }

  Problem unknown(String name, String origin) {
    List<String> names = datasets().stream().map(DatasetDefinition::name).toList();
    String otherwise = "To use a file of your own, give its path";
    for (DomainDefinition pack : packs.all()) {
      if (pack.datasets().stream().anyMatch(d -> d.name().equals(name))) {
        otherwise = "It belongs to domain " + pack.id();
      }
    }
    return new Problem(
        Remedy.FIX_SPEC,
        "data.name (" + origin + ")",
        "there is no data set \"" + name + "\"",
        names.isEmpty() ? "" : names.stream().collect(Collectors.joining(", ")),
        Suggestion.advice(name, names, otherwise));
  }
}

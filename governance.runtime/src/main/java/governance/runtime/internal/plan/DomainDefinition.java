package governance.runtime.internal.plan;

import governance.api.Kind;
import governance.runtime.internal.spec.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The document of a domain pack.
 *
 * @param id the domain
 * @param title its name for readers
 * @param description one paragraph on what it is for
 * @param requires ids of contributions that must be present, by kind
 * @param defaults a fragment of a run spec
 * @param vocabulary meaning of columns by name
 * @param labels values that are good for a person, by name of the label in lower case
 * @param limits bounds on metrics; each becomes a gate
 * @param datasets the data sets of the domain
 * @param defaultDataset name of the data set of a run that names none; empty for none
 */
public record DomainDefinition(
    String id,
    String title,
    String description,
    Map<Kind, List<String>> requires,
    Node.Obj defaults,
    Map<String, String> vocabulary,
    Map<String, List<String>> labels,
    List<Node.Obj> limits,
    List<DatasetDefinition> datasets,
    Optional<String> defaultDataset) {
  /** Copies maps and lists. */
  public DomainDefinition {
    requires = Map.copyOf(requires);
    vocabulary = Map.copyOf(vocabulary);
    labels = Map.copyOf(labels);
    limits = List.copyOf(limits);
    datasets = List.copyOf(datasets);
  }
}

package governance.engine.internal.nn;

import governance.api.GovernanceException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which linear layers a list of names means, as the library PEFT matches them. */
public final class LoraTargets {
  /** Means all linear layers of the encoder's layers. */
  public static final String ALL = "all-linear";

  private final Set<String> linears;
  private final EncoderConfig encoder;

  /** Looks among the linear layers of the encoder's layers. */
  public LoraTargets(EncoderConfig encoder) {
    this.encoder = encoder;
    this.linears = encoder.family().external() ? Set.of() : LoraLayout.linears(encoder).keySet();
  }

  /**
   * Full names of the layers that are meant.
   *
   * @param targets names, or ends of names after a dot; empty for query and value
   * @throws GovernanceException if a name means none
   */
  public Set<String> modules(List<String> targets) {
    if (encoder.family().external()) {
      throw GovernanceException.spec(
          "model.adapter",
          "a TorchScript encoder, whose layers cannot be adapted",
          "a model with weights in safetensors",
          "Remove model.adapter");
    }
    if (targets.equals(List.of(ALL))) {
      return linears;
    }
    Set<String> modules = new TreeSet<>();
    Names names = encoder.family().names();
    for (String target : targets.isEmpty() ? List.of(names.query(), names.value()) : targets) {
      Set<String> found = matching(target, linears);
      if (found.isEmpty()) {
        throw GovernanceException.spec(
            "model.adapter.targets",
            "\"" + target + "\" is no linear layer of " + encoder.family(),
            String.join(", ", shortNames(linears)) + ", " + ALL,
            "Name linear layers of the encoder's layers");
      }
      modules.addAll(found);
    }
    return modules;
  }

  /**
   * The shortest list that means exactly some layers: last parts of names, or full names where
   * those would match others too, such as a layer of the head.
   */
  public List<String> written(Set<String> modules, Collection<String> head) {
    Set<String> all = new TreeSet<>(linears);
    all.addAll(head);
    all.add(encoder.family().prefix() + encoder.family().names().projection());
    Set<String> names = shortNames(modules);
    Set<String> matched =
        names.stream().flatMap(n -> matching(n, all).stream()).collect(Collectors.toSet());
    return List.copyOf(matched.equals(modules) ? names : new TreeSet<>(modules));
  }

  private static Set<String> matching(String target, Set<String> among) {
    return among.stream()
        .filter(name -> name.equals(target) || name.endsWith("." + target))
        .collect(Collectors.toSet());
  }

  private static Set<String> shortNames(Set<String> modules) {
    return modules.stream()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

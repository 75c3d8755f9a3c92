package governance.runtime.internal.plan;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.domain.DomainPack;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The domain packs that are installed. A document is read once for each version of its bundle. */
public final class Packs {
  private final Registry registry;
  private final Map<ContributionInfo, Known> known = new ConcurrentHashMap<>();

  /** Reads packs from the contributions of a registry. */
  public Packs(Registry registry) {
    this.registry = registry;
  }

  /** Returns the ids of the packs that can be used, sorted. */
  public List<String> ids() {
    return usable().stream().map(ContributionInfo::id).toList();
  }

  private List<ContributionInfo> usable() {
    return registry.contributions(Kind.DOMAIN_PACK).stream()
        .filter(c -> c.rejected() == null)
        .toList();
  }

  /** Returns every pack whose document has no fault. */
  public List<DomainDefinition> all() {
    return usable().stream()
        .map(this::read)
        .filter(k -> k.problems.isEmpty())
        .map(Known::pack)
        .toList();
  }

  /** Returns a pack; what is wrong with its document is added to {@code problems}. */
  public Optional<DomainDefinition> find(String id, List<Problem> problems) {
    Optional<Known> found = registry.find(Kind.DOMAIN_PACK, id).map(this::read);
    found.ifPresent(k -> problems.addAll(k.problems));
    return found.map(Known::pack);
  }

  private Known read(ContributionInfo info) {
    known.keySet().removeIf(k -> k.id().equals(info.id()) && !k.equals(info));
    Known before = known.get(info);
    if (before != null) {
      return before;
    }
    List<Problem> problems = new ArrayList<>();
    DomainDefinition pack = read(info, problems);
    Known now = new Known(pack, problems);
    if (pack != null) {
      known.put(info, now);
    }
    return now;
  }

  private DomainDefinition read(ContributionInfo info, List<Problem> problems) {
    try (Held<DomainPack> held = registry.hold(info, DomainPack.class)) {
      URL document = held.get().definition();
      return new PackReader(info.id(), parse(info.id(), document), problems).read();
    } catch (GovernanceException e) {
      problems.addAll(e.problems());
    } catch (IOException | RuntimeException e) {
      problems.add(
          new Problem(
              Remedy.REPORT_BUG,
              "domain-pack " + info.id() + " of bundle " + info.bundle() + " " + info.version(),
              "its document cannot be read: " + e,
              "",
              "Report this to the maker of the bundle"));
    }
    return null;
  }

  private static Node.Obj parse(String id, URL document) throws IOException {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(document.openStream(), StandardCharsets.UTF_8))) {
      return JsonText.object("domain " + id, text, line -> "domain " + id);
    }
  }

  private record Known(DomainDefinition pack, List<Problem> problems) {}
}

package governance.runtime.internal.audit;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.api.run.ContributionInfo.Code;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.store.JsonReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether the bundles that a run's plan names are those that are installed now. */
public final class InstalledCheck {
  private final Registry registry;

  /** Compares with what a registry has. */
  public InstalledCheck(Registry registry) {
    this.registry = registry;
  }

  /**
   * A contribution of the plan.
   *
   * @param planned what the plan names
   * @param now the one that is installed in its place, if there is one
   * @param same whether bundle, version and digest are the same
   */
  public record Compared(ContributionInfo planned, Optional<ContributionInfo> now, boolean same) {
    /** Returns kind and id. */
    public String name() {
      return Names.of(planned.kind()) + " " + planned.id();
    }

    /** Returns what was used, and what is there. */
    public String detail() {
      String was = "the run used " + text(planned);
      if (now.isEmpty()) {
        return was + ", which is not installed";
      }
      String is = "installed is " + text(now.get());
      return was
          + ", "
          + is
          + (now.get().rejected() == null ? "" : ", rejected: " + now.get().rejected().code());
    }

    private static String text(ContributionInfo info) {
      return info.bundle() + " " + info.version() + " (" + info.sha256() + ")";
    }

    /** Returns the same as a tree. */
    public Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("kind", Names.of(planned.kind()));
      tree.put("id", planned.id());
      tree.put("same", same);
      tree.put("used", bundle(planned));
      tree.put("installed", now.map(Compared::bundle).orElse(null));
      return tree;
    }

    private static Map<String, Object> bundle(ContributionInfo info) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("bundle", info.bundle());
      tree.put("version", info.version());
      tree.put("sha256", info.sha256());
      return tree;
    }
  }

  /** Compares each contribution of the plan in a run's folder. */
  public List<Compared> compare(Path folder) {
    List<Compared> all = new ArrayList<>();
    Object contributions = JsonReader.file(folder.resolve("plan.json")).get("contributions");
    for (Object entry : (List<?>) contributions) {
      all.add(compare(info((Map<?, ?>) entry)));
    }
    return all;
  }

  private static ContributionInfo info(Map<?, ?> entry) {
    String kind = entry.get("kind").toString().toUpperCase(Locale.ROOT).replace('-', '_');
    return new ContributionInfo(
        Kind.valueOf(kind),
        entry.get("id").toString(),
        "any",
        entry.get("bundle").toString(),
        entry.get("version").toString(),
        entry.get("sha256").toString(),
        null);
  }

  private Compared compare(ContributionInfo planned) {
    List<ContributionInfo> here =
        registry.contributions(planned.kind()).stream()
            .filter(info -> info.id().equals(planned.id()))
            .toList();
    Optional<ContributionInfo> same =
        here.stream().filter(info -> usable(info) && equal(info, planned)).findFirst();
    return same.isPresent()
        ? new Compared(planned, same, true)
        : new Compared(planned, here.stream().findFirst(), false);
  }

  /** A version that is not the one used by default can still be used by the run. */
  private static boolean usable(ContributionInfo info) {
    return info.rejected() == null || info.rejected().code() == Code.SHADOWED;
  }

  private static boolean equal(ContributionInfo one, ContributionInfo other) {
    return one.bundle().equals(other.bundle())
        && one.version().equals(other.version())
        && one.sha256().equals(other.sha256());
  }
}

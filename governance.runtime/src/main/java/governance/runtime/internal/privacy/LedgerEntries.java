package governance.runtime.internal.privacy;

import governance.api.privacy.PrivacyTarget;
import governance.runtime.internal.privacy.DataBudget.State;
import governance.runtime.internal.privacy.DataBudget.Use;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of the ledger, added up by data set. An entry of several data sets holds for each of
 * them. Entries of earlier versions name several files by the digest of their sorted digests: they
 * hold for each file too, once the ledger has seen these files together.
 */
final class LedgerEntries {
  private final Map<String, DataBudget> budgets = new LinkedHashMap<>();
  private final Map<String, List<DataKey>> together = new HashMap<>();

  private LedgerEntries() {}

  /**
   * Adds entries up.
   *
   * @param asked data sets that are used together now
   */
  static LedgerEntries read(List<Map<String, Object>> entries, List<DataKey> asked) {
    LedgerEntries read = new LedgerEntries();
    read.seen(asked);
    entries.forEach(entry -> read.seen(keys((Map<?, ?>) entry.get("data"))));
    entries.forEach(read::add);
    return read;
  }

  /** Returns the part of an entry that names its data sets. */
  static Map<String, Object> tree(List<DataKey> data) {
    return data.size() == 1
        ? tree(data.get(0))
        : Tree.of("sets", data.stream().map(LedgerEntries::tree).toList());
  }

  private static Map<String, Object> tree(DataKey data) {
    return Tree.of("data", data.sha256(), "name", data.name());
  }

  private static List<DataKey> keys(Map<?, ?> data) {
    return data.get("sets") instanceof List<?> sets
        ? sets.stream().map(set -> key((Map<?, ?>) set)).toList()
        : List.of(key(data));
  }

  private static DataKey key(Map<?, ?> set) {
    return new DataKey(set.get("data").toString(), set.get("name").toString());
  }

  private void seen(List<DataKey> data) {
    if (data.size() > 1) {
      List<String> digests = data.stream().map(DataKey::sha256).sorted().toList();
      together.put(Digests.of(Json.canonical(digests)), data);
    }
  }

  private void add(Map<String, Object> entry) {
    Map<?, ?> data = (Map<?, ?>) entry.get("data");
    for (DataKey written : keys(data)) {
      for (DataKey key : together.getOrDefault(written.sha256(), List.of(written))) {
        DataBudget budget = of(key);
        budget.name(key.name());
        add(entry, data, budget);
      }
    }
  }

  private static void add(Map<String, Object> entry, Map<?, ?> data, DataBudget budget) {
    String type = entry.get("type").toString();
    if (type.equals("limit")) {
      budget.limit(limit(data));
      return;
    }
    State state = State.valueOf(type.toUpperCase(Locale.ROOT));
    double delta = ((Number) data.get("delta")).doubleValue();
    String time = entry.get("time").toString();
    budget.use(new Use(data.get("by").toString(), time, state, Spend.from(data), delta));
  }

  private static Optional<PrivacyTarget> limit(Map<?, ?> data) {
    return data.get("epsilon") instanceof Number epsilon
        ? Optional.of(
            new PrivacyTarget(epsilon.doubleValue(), ((Number) data.get("delta")).doubleValue()))
        : Optional.empty();
  }

  private DataBudget of(DataKey data) {
    return budgets.computeIfAbsent(data.sha256(), sha -> new DataBudget(sha, data.name()));
  }

  /** Returns all budgets in the order of their first entry. */
  List<DataBudget> all() {
    return List.copyOf(budgets.values());
  }

  /** Returns the budgets of data sets, in that order. */
  List<DataBudget> of(List<DataKey> data) {
    return data.stream().map(this::of).toList();
  }
}

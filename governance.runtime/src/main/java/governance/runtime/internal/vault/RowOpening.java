package governance.runtime.internal.vault;

import governance.api.GovernanceException;
import governance.crypto.SealingKey;
import governance.runtime.internal.store.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens sealed rows of a run. A row whose subject was shredded says so and nothing else. */
final class RowOpening {
  private final RunVault vault;
  private final String file;
  private long opened;
  private long shredded;

  RowOpening(RunVault vault, String file) {
    this.vault = vault;
    this.file = file;
  }

  /** Returns how many rows were opened. */
  long opened() {
    return opened;
  }

  /** Returns how many rows nobody can open any more. */
  long shredded() {
    return shredded;
  }

  /** Opens one line of a file, by its number from 0. */
  Map<String, Object> line(Map<String, Object> row, long number) {
    return open(row, file + "#" + number);
  }

  /** Opens the examples of explanations. */
  Map<String, Object> explanations(Map<String, Object> tree) {
    if (!(tree.get("examples") instanceof List<?> examples)) {
      return tree;
    }
    List<Object> all = new ArrayList<>();
    for (Object each : examples) {
      all.add(open(copy((Map<?, ?>) each), file + "#" + all.size()));
    }
    tree.put("examples", all);
    return tree;
  }

  private Map<String, Object> open(Map<String, Object> row, String place) {
    Map<String, Object> whole = new LinkedHashMap<>();
    row.forEach(
        (name, value) ->
            whole.put(
                name,
                value instanceof Map<?, ?> inner && inner.containsKey(Rows.SEALED)
                    ? open(copy(inner), place + "/" + name)
                    : value));
    if (!(row.get(Rows.SEALED) instanceof String sealed)
        || !(row.get(Rows.KEY) instanceof String id)) {
      return whole;
    }
    Optional<SealingKey> key = key(id);
    if (key.isEmpty()) {
      shredded++;
      return Rows.gone(whole);
    }
    opened++;
    byte[] text = key.get().unseal(sealed, vault.place(place));
    whole.remove(Rows.SEALED);
    whole.remove(Rows.KEY);
    whole.putAll(JsonReader.object(new String(text, StandardCharsets.UTF_8)));
    return whole;
  }

  private Optional<SealingKey> key(String id) {
    if (id.equals(Rows.RUN)) {
      return Optional.of(vault.key());
    }
    Optional<SealingKey> key = vault.keyring().subjects().find(id);
    if (key.isEmpty() && !vault.keyring().subjects().shredded(id)) {
      throw GovernanceException.data(
          "key " + id,
          "of a subject is not in keyring " + vault.keyring().folder() + ", and was not shredded",
          "",
          "Restore subjects.enc of the keyring from a backup");
    }
    return key;
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((name, value) -> copy.put(name.toString(), value));
    return copy;
  }
}

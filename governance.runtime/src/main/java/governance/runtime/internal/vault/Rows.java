package governance.runtime.internal.vault;

import governance.api.GovernanceException;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.crypto.SealingKey;
import governance.runtime.internal.spec.EncryptionSpec;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Seals rows of a run's files, each by the key of its subject, or by that of the run where the spec
 * names no subject. A sealed row keeps what tells it apart; the rest of it, or the columns that the
 * spec names and what follows from them, stands in {@code sealed}, beside the id of the {@code
 * key}.
 */
public final class Rows {
  /** Seals nothing. */
  public static final Rows OPEN = new Rows(null, null, Map.of(), false);

  /** Id that stands for the run's own key. */
  static final String RUN = "run";

  static final String SEALED = "sealed";
  static final String KEY = "key";

  private final RunVault vault;
  private final EncryptionSpec spec;
  private final Map<String, SealingKey> keys;
  private final boolean named;

  private Rows(RunVault vault, EncryptionSpec spec, Map<String, SealingKey> keys, boolean named) {
    this.named = named;
    this.vault = vault;
    this.spec = spec;
    this.keys = new HashMap<>(keys);
  }

  /**
   * Begins with the keys of all subjects, which are on the disk then.
   *
   * @param data all rows of the run
   * @throws GovernanceException if a row names no subject
   */
  public static Rows of(RunVault vault, EncryptionSpec spec, Collection<Dataset> data) {
    if (!spec.rows()) {
      return OPEN;
    }
    if (spec.subject().isEmpty()) {
      return new Rows(vault, spec, Map.of(), false);
    }
    Set<String> subjects = new LinkedHashSet<>();
    String column = spec.subject().get();
    data.forEach(d -> subjects.addAll(subjects(d, column)));
    boolean named =
        data.stream()
            .flatMap(d -> d.schema().first(Role.ID).stream())
            .anyMatch(id -> id.name().equals(column));
    return new Rows(vault, spec, vault.keyring().subjects().of(subjects), named);
  }

  private static List<String> subjects(Dataset data, String column) {
    if (!data.schema().names().contains(column)) {
      throw GovernanceException.spec(
          "encryption.subject",
          "the rows have no column \"" + column + "\" any more",
          "a column that every transform leaves in place",
          "Change the transform, or name another column");
    }
    List<String> subjects = new ArrayList<>();
    int row = 0;
    for (Object value : data.values(column)) {
      row++;
      if (value == null) {
        throw GovernanceException.data(
            "column " + column,
            "has no value in row " + row + ", whose data nobody could have shredded",
            "a subject for each row",
            "Fill it in, or leave such rows out");
      }
      subjects.add(value.toString());
    }
    return subjects;
  }

  /** Returns whether rows are sealed. */
  public boolean sealed() {
    return vault != null;
  }

  /** Returns whether all of a row is sealed, and not columns alone. */
  public boolean whole() {
    return sealed() && spec.columns().isEmpty();
  }

  /** Returns whether a column is sealed; that of the subject is in any case. */
  public boolean seals(String column) {
    return whole()
        || sealed()
            && (spec.columns().contains(column)
                || spec.subject().filter(column::equals).isPresent());
  }

  /** Returns whether a row's name says who its subject is, and so is sealed. */
  public boolean sealsNames() {
    return named;
  }

  /** Returns the subject of each row of a data set; nulls where the spec names none. */
  public List<String> subjects(Dataset data) {
    if (sealed() && spec.subject().isPresent()) {
      return subjects(data, spec.subject().get());
    }
    List<String> nobody = new ArrayList<>();
    for (int row = 0; row < data.size(); row++) {
      nobody.add(null);
    }
    return nobody;
  }

  private SealingKey key(String subject) {
    return subject == null
        ? vault.key()
        : keys.computeIfAbsent(subject, s -> vault.keyring().subjects().of(List.of(s)).get(s));
  }

  /**
   * Returns a row as it is written.
   *
   * @param row the row
   * @param hidden the members that are sealed
   * @param subject its subject, null where the spec names none
   * @param place the file and what tells the row apart in it
   */
  public Map<String, Object> seal(
      Map<String, Object> row, Collection<String> hidden, String subject, String place) {
    Map<String, Object> shown = new LinkedHashMap<>(row);
    Map<String, Object> inside = new LinkedHashMap<>();
    for (String name : hidden) {
      if (shown.containsKey(name)) {
        inside.put(name, shown.remove(name));
      }
    }
    if (!sealed() || inside.isEmpty()) {
      return row;
    }
    byte[] text = Json.canonical(inside).getBytes(StandardCharsets.UTF_8);
    SealingKey key = key(subject);
    shown.put(KEY, subject == null ? RUN : key.id());
    shown.put(SEALED, key.seal(text, vault.place(place)));
    return shown;
  }

  /**
   * Returns an explainer's explanations as they are written, with their examples sealed.
   *
   * @param subjects the subject of each example, in their order
   */
  public Map<String, Object> explanations(
      Map<String, Object> tree, String file, List<String> subjects) {
    if (!sealed()) {
      return tree;
    }
    List<Object> examples = new ArrayList<>();
    for (Object each : (List<?>) tree.get("examples")) {
      Map<String, Object> example = new LinkedHashMap<>();
      ((Map<?, ?>) each).forEach((k, v) -> example.put(k.toString(), v));
      List<String> hidden = new ArrayList<>(whole() ? example.keySet() : List.of("tokens"));
      if (whole() && !named) {
        hidden.remove("row");
      } else if (named) {
        hidden.add("row");
      }
      int number = examples.size();
      examples.add(seal(example, hidden, subjects.get(number), file + "#" + number));
    }
    Map<String, Object> sealed = new LinkedHashMap<>(tree);
    sealed.put("examples", examples);
    return sealed;
  }

  /** Returns the same for documents, which show no rows that are sealed. */
  public Map<String, Object> shown(Map<String, Object> tree, String file) {
    if (!sealed()) {
      return tree;
    }
    Map<String, Object> shown = new LinkedHashMap<>(tree);
    shown.put("examples", List.of());
    String note = String.valueOf(tree.get("note"));
    shown.put(
        "note",
        (note.isEmpty() ? "" : note + " ") + "The explained rows are sealed, see " + file + ".");
    return shown;
  }

  /** Returns what is left of a row whose subject was shredded. */
  static Map<String, Object> gone(Map<String, Object> row) {
    Map<String, Object> gone = Tree.of();
    row.forEach(
        (name, value) -> {
          if (!name.equals(SEALED) && !name.equals(KEY)) {
            gone.put(name, value);
          }
        });
    gone.put("shredded", true);
    return gone;
  }
}

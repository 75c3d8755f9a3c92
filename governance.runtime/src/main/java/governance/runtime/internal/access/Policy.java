package governance.runtime.internal.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The policy of an installation.
 *
 * @param file where it lies
 * @param sha256 digest of the file's bytes
 * @param tree the document, as the log keeps it
 * @param users roles of each user
 * @param data who may use which data
 * @param commands roles of commands that differ from {@link Rights}
 * @param parts reach of roles that differs from {@link Rights}
 * @param sudo accounts that stand for whoever came to them by sudo
 */
public record Policy(
    Path file,
    String sha256,
    Map<String, Object> tree,
    Map<String, Set<Role>> users,
    List<DataRule> data,
    Map<String, Set<Role>> commands,
    Map<Part, Map<Role, Reach>> parts,
    Set<String> sudo) {

  /** Returns the roles of a user; none for one who is not named. */
  public Set<Role> roles(String user) {
    return users.getOrDefault(user, Set.of());
  }

  /** Returns who may use a command. */
  public Set<Role> allowed(String command) {
    Set<Role> usual = Rights.ofCommands().getOrDefault(command, Set.of());
    return commands.getOrDefault(command, usual);
  }

  /** Returns when each role may read a part. */
  public Map<Role, Reach> reach(Part part) {
    Map<Role, Reach> all = new EnumMap<>(Rights.of(part));
    all.putAll(parts.getOrDefault(part, Map.of()));
    return all;
  }

  /** Returns whether some role of a user may use a command. */
  boolean may(String user, String command) {
    return allowed(command).stream().anyMatch(roles(user)::contains);
  }

  /** Returns whether some role of a user may read a part of a run on such data. */
  boolean reads(String user, Part part, Data data) {
    Map<Role, Reach> reach = reach(part);
    return roles(user).stream()
        .map(reach::get)
        .anyMatch(r -> r == Reach.ALWAYS || r == Reach.GRANTED && uses(user, data));
  }

  /** Returns whether a user may use data, all of it. */
  boolean uses(String user, Data data) {
    List<Optional<DataRule>> rules = rules(data);
    return !rules.isEmpty()
        && rules.stream().allMatch(rule -> rule.filter(r -> r.allows(user)).isPresent());
  }

  /**
   * Returns who may destroy keys of a keyring, sorted: the owners that a rule names for its folder;
   * without a rule who owns all data that have one, as any of them may be encrypted by it.
   */
  Set<String> destroyers(Path keyring) {
    Optional<DataRule> rule = nearest(DataRule.real(keyring));
    if (rule.isPresent()) {
      return new TreeSet<>(rule.get().owners());
    }
    Set<String> all = new TreeSet<>(users().keySet());
    data.forEach(each -> all.retainAll(each.owners()));
    return data.isEmpty() ? Set.of() : all;
  }

  /** Returns whether a rule is about a file, or a folder that it lies in. */
  boolean governs(Path file) {
    return nearest(DataRule.real(file)).isPresent();
  }

  /** Returns who owns data, sorted; of several files those who own one of them. */
  Set<String> owners(Data data) {
    Set<String> owners = new TreeSet<>();
    rules(data).forEach(rule -> rule.ifPresent(r -> owners.addAll(r.owners())));
    return owners;
  }

  /** Returns who may use data, sorted. */
  Set<String> granted(Data data) {
    Set<String> users = new TreeSet<>(users().keySet());
    users.removeIf(user -> !uses(user, data));
    return users;
  }

  /** Returns the rule for each thing that data consists of: the most special one there is. */
  private List<Optional<DataRule>> rules(Data wanted) {
    Optional<DataRule> named =
        wanted.name().flatMap(n -> data.stream().filter(r -> r.key().equals(n)).findFirst());
    Optional<DataRule> general =
        data.stream().filter(r -> r.key().equals(DataRule.ALL)).findFirst();
    if (named.isPresent() || wanted.files().isEmpty()) {
      return wanted.name().isPresent() ? List.of(named.or(() -> general)) : List.of();
    }
    List<Optional<DataRule>> rules = new ArrayList<>();
    wanted.files().forEach(file -> rules.add(nearest(DataRule.real(file)).or(() -> general)));
    return rules;
  }

  private Optional<DataRule> nearest(Path file) {
    return data.stream()
        .filter(r -> r.path().filter(file::startsWith).isPresent())
        .max(Comparator.comparingInt(r -> r.path().orElseThrow().getNameCount()));
  }
}

package governance.runtime.internal.access;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.store.ChainedFile;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The folder of the policy and its log. */
public final class PolicyFolder {
  static final String POLICY = "policy.json";

  private final Path path;
  private final AccessLog log;

  PolicyFolder(Path path, Clock clock) {
    this.path = path;
    this.log = new AccessLog(path, clock);
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /** Returns the file of the policy, which may not be there. */
  public Path file() {
    return path.resolve(POLICY);
  }

  /** Returns the file of the log, which may not be there. */
  public Path logFile() {
    return log.file();
  }

  AccessLog log() {
    return log;
  }

  /** Returns what is wrong with the log; empty when it is whole, or there is none. */
  public List<String> faults(List<Path> runs) {
    return new LogCheck(log).faults(runs);
  }

  /** Returns the entries of the log; a last line that was cut off is left out. */
  public List<Map<String, Object>> entries() throws IOException {
    return ChainedFile.lines(log.file()).stream().map(JsonReader::object).toList();
  }

  /** Returns the length and last hash of the log as they were noted beside it. */
  public Optional<ChainedFile.Head> noted() {
    return log.head();
  }

  Optional<Policy> policy() {
    if (Files.exists(file())) {
      return Optional.of(PolicyReader.read(file()));
    }
    if (log.begun()) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_CONFIGURATION,
              file().toString(),
              "is missing while its log is there, so everything is refused",
              "the policy",
              "Put it back: the last entry \"policy\" of " + log.file() + " holds it"));
    }
    return Optional.empty();
  }

  /**
   * Writes the first policy and begins the log.
   *
   * @param users roles by user
   * @param owners owner by data
   * @throws GovernanceException if there is a policy, or what is to be written is not valid
   */
  public Policy begin(Map<String, List<String>> users, Map<String, String> owners) {
    if (Files.exists(file()) || log.begun()) {
      throw GovernanceException.spec(
          file().toString(),
          "is there already",
          "",
          "Change it with an editor, or see: governance access show");
    }
    Map<String, Object> data = new TreeMap<>();
    owners.forEach(
        (key, owner) -> data.put(key, Tree.of("owners", List.of(owner), "use", List.of())));
    Map<String, Object> tree =
        Tree.of(
            "version",
            1,
            "users",
            new TreeMap<>(users),
            "data",
            data,
            "commands",
            Map.of(),
            "parts",
            Map.of(),
            "sudo",
            List.of());
    try {
      OwnersOnly.folder(path);
      Policy policy = write(tree);
      log.begin();
      User user = User.of(Optional.of(policy));
      Map<String, Object> what =
          Tree.of("user", user.name(), "command", "access init", "allowed", true);
      log.add("command", what, Optional.of(policy), user);
      return policy;
    } catch (IOException e) {
      throw Storage.problem(path, e);
    }
  }

  /** Writes a policy that was read before going in its place, so that it is valid. */
  private Policy write(Map<String, Object> tree) throws IOException {
    Set<PosixFilePermission> before = permissions();
    Path fresh = path.resolve("." + POLICY + ".checked");
    Files.deleteIfExists(fresh);
    OwnersOnly.create(fresh);
    try {
      String text = Json.pretty(tree);
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      PolicyReader.read(fresh);
      Storage.replace(
          file(),
          to -> {
            OwnersOnly.create(to);
            Files.writeString(to, text, StandardCharsets.UTF_8);
            if (!before.isEmpty()) {
              Files.setPosixFilePermissions(to, before);
            }
          });
    } finally {
      Files.deleteIfExists(fresh);
    }
    return PolicyReader.read(file());
  }

  private Set<PosixFilePermission> permissions() throws IOException {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix && Files.exists(file()) ? Files.getPosixFilePermissions(file()) : Set.of();
  }

  /**
   * Grants data to a user, or takes the grant back, for an owner of it.
   *
   * @param key as the policy has it
   * @throws GovernanceException if the asking user does not own it, or nobody is named so
   */
  public void grant(User by, String key, String user, boolean grant) {
    log.add(
        grant ? "grant" : "revoke",
        Tree.of("user", by.name(), "data", key, "to", user),
        by,
        () -> Optional.of(write(changed(PolicyReader.read(file()), by, key, user, grant))));
  }

  private Map<String, Object> changed(
      Policy policy, User by, String key, String user, boolean grant) {
    DataRule rule =
        policy.data().stream()
            .filter(r -> r.key().equals(key))
            .findFirst()
            .orElseThrow(() -> unknown(policy, key));
    if (!rule.owners().contains(by.name())) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_CONFIGURATION,
              "access",
              by.name() + " does not own the data " + key,
              String.join(", ", rule.owners()),
              "Ask one of them"));
    }
    if (!policy.users().containsKey(user)) {
      throw GovernanceException.spec(
          "user " + user,
          "is not in the policy",
          String.join(", ", policy.users().keySet()),
          "Ask " + Refusal.keeper(file()) + " to give a role to " + user + " in " + file());
    }
    Set<String> use = new TreeSet<>(rule.use());
    if (grant ? !use.add(user) : !use.remove(user)) {
      throw GovernanceException.spec(
          "user " + user, (grant ? "has" : "does not have") + " a grant for " + key, "", "");
    }
    Map<String, Object> tree = new LinkedHashMap<>(policy.tree());
    Map<String, Object> data = new LinkedHashMap<>();
    ((Map<?, ?>) tree.get("data")).forEach((k, v) -> data.put(k.toString(), v));
    data.put(key, Tree.of("owners", new ArrayList<>(rule.owners()), "use", new ArrayList<>(use)));
    tree.put("data", data);
    return tree;
  }

  private GovernanceException unknown(Policy policy, String key) {
    List<String> keys = policy.data().stream().map(DataRule::key).toList();
    return GovernanceException.spec(
        "data " + key,
        "is not in the policy",
        String.join(", ", keys),
        "Ask " + Refusal.keeper(file()) + " to name its owner below \"data\" in " + file());
  }
}

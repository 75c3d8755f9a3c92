package governance.runtime.internal.access;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Node;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a policy strictly: what is not understood would be a right that nobody meant. */
final class PolicyReader {
  private static final List<String> KEYS =
      List.of("version", "users", "data", "commands", "parts", "sudo");

  private final Path file;
  private final List<Problem> problems = new ArrayList<>();

  private PolicyReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws GovernanceException if it cannot be read or says something that is not understood; all
   *     problems together
   */
  static Policy read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new PolicyReader(file).policy(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new GovernanceException(
          problem(file, "policy", "cannot be read: " + e, "", "Let the account read it"), e);
    }
  }

  private Policy policy(String text) throws IOException {
    String name = file.toString();
    Node.Obj document =
        JsonText.object(name, new StringReader(text), line -> file.getFileName() + " line " + line);
    known("", document.members().keySet(), KEYS);
    if (!(document.members().get("version") instanceof Node.Scalar v)
        || !Long.valueOf(1).equals(v.value())) {
      wrong("version", "is not 1", "1", "Write \"version\": 1");
    }
    Map<String, Set<Role>> users = new TreeMap<>();
    object(document, "users")
        .forEach((user, roles) -> users.put(user, roles("users." + user, roles)));
    List<DataRule> data = new ArrayList<>();
    object(document, "data").forEach((key, rule) -> data.add(rule(key, rule, users.keySet())));
    Map<String, Set<Role>> commands = new LinkedHashMap<>();
    Node.Obj ofCommands = new Node.Obj(object(document, "commands"), "");
    known("commands.", ofCommands.members().keySet(), Rights.ofCommands().keySet());
    ofCommands.members().forEach((key, node) -> commands.put(key, roles("commands." + key, node)));
    Map<Part, Map<Role, Reach>> parts = new EnumMap<>(Part.class);
    Map<String, Node> ofParts = object(document, "parts");
    known("parts.", ofParts.keySet(), Part.names());
    ofParts.forEach(
        (key, node) -> Part.of(key).ifPresent(p -> parts.put(p, reaches("parts." + key, node))));
    Set<String> sudo = new TreeSet<>(texts("sudo", document.members().get("sudo")));
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    return new Policy(
        file,
        Digests.of(text),
        JsonReader.object(text),
        users,
        List.copyOf(data),
        commands,
        parts,
        sudo);
  }

  private Map<String, Node> object(Node.Obj document, String key) {
    Node node = document.members().get(key);
    if (node != null && !(node instanceof Node.Obj)) {
      wrong(key, "is no object", "{ … }", "Correct it");
    }
    return node instanceof Node.Obj object ? object.members() : Map.of();
  }

  private DataRule rule(String key, Node node, Set<String> users) {
    String where = "data." + key;
    Map<String, Node> members = node instanceof Node.Obj object ? object.members() : Map.of();
    if (!(node instanceof Node.Obj)) {
      wrong(where, "is no object", "{\"owners\": [ … ], \"use\": [ … ]}", "Correct it");
    }
    known(where + ".", members.keySet(), List.of("owners", "use"));
    boolean path = key.contains("/") || key.contains("\\");
    if (path && !Path.of(key).isAbsolute()) {
      wrong(where, "is a path that is not absolute", "a name, an absolute path or *", "Correct it");
    }
    Set<String> owners = new TreeSet<>(texts(where + ".owners", members.get("owners")));
    Set<String> use = new TreeSet<>(texts(where + ".use", members.get("use")));
    for (Set<String> named : List.of(owners, use)) {
      known(where + ": user ", named, users);
    }
    return new DataRule(key, owners, use);
  }

  private Set<Role> roles(String where, Node node) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    List<String> texts = texts(where, node);
    known(where + ": role ", texts, Role.names());
    texts.forEach(text -> Role.of(text).ifPresent(roles::add));
    return roles;
  }

  private Map<Role, Reach> reaches(String where, Node node) {
    Map<Role, Reach> reaches = new EnumMap<>(Role.class);
    Map<String, Node> members = node instanceof Node.Obj object ? object.members() : Map.of();
    if (!(node instanceof Node.Obj)) {
      wrong(where, "is no object", "{\"ROLE\": \"granted\"}", "Correct it");
    }
    known(where + ": role ", members.keySet(), Role.names());
    members.forEach(
        (role, value) -> {
          String text = value instanceof Node.Scalar s ? String.valueOf(s.value()) : "";
          known(where + "." + role + ": ", List.of(text), Reach.names());
          Role.of(role).ifPresent(r -> Reach.of(text).ifPresent(reach -> reaches.put(r, reach)));
        });
    return reaches;
  }

  private List<String> texts(String where, Node node) {
    List<String> texts = new ArrayList<>();
    if (node == null) {
      return texts;
    }
    boolean good =
        node instanceof Node.Array array
            && array.items().stream()
                .allMatch(i -> i instanceof Node.Scalar s && s.value() instanceof String);
    if (!good) {
      wrong(where, "is no list of texts", "[\"…\", \"…\"]", "Correct it");
      return texts;
    }
    ((Node.Array) node).items().forEach(i -> texts.add((String) ((Node.Scalar) i).value()));
    return texts;
  }

  private void known(String where, Collection<String> got, Collection<String> allowed) {
    for (String each : got) {
      if (!allowed.contains(each)) {
        String advice = Suggestion.advice(each, allowed, "Correct or remove it");
        wrong(where + "\"" + each + "\"", "is not known", String.join(", ", allowed), advice);
      }
    }
  }

  private void wrong(String where, String got, String allowed, String advice) {
    problems.add(problem(file, where, got, allowed, advice));
  }

  private static Problem problem(
      Path file, String where, String got, String allowed, String advice) {
    return new Problem(Remedy.FIX_CONFIGURATION, file + " " + where, got, allowed, advice);
  }
}

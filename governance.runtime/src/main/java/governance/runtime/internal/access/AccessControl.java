package governance.runtime.internal.access;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.store.ChainedFile.Head;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Decides who may do what, and logs who did. Without a policy everything is allowed and nothing is
 * logged. The policy is read at each access, so that a change counts at once. Safe for use by
 * several threads.
 */
@Component(service = AccessControl.class)
public final class AccessControl {
  /** The framework property that names the folder of policy and log. */
  public static final String FOLDER = "governance.access";

  private final Optional<PolicyFolder> folder;
  private final Optional<Path> home;

  /** Uses the folder that the framework property names. */
  @Activate
  public AccessControl(BundleContext context) {
    this(folder(context, FOLDER), folder(context, "governance.home"), Clock.systemUTC());
  }

  private static Optional<Path> folder(BundleContext context, String property) {
    return Optional.ofNullable(context.getProperty(property))
        .filter(f -> !f.isBlank())
        .map(f -> Path.of(f).toAbsolutePath().normalize());
  }

  /** Uses a folder; without one nothing is ever refused. */
  public AccessControl(Optional<Path> folder, Clock clock) {
    this(folder, Optional.empty(), clock);
  }

  /** The same for an installation in a folder. */
  AccessControl(Optional<Path> folder, Optional<Path> home, Clock clock) {
    this.folder = folder.map(f -> new PolicyFolder(f, clock));
    this.home = home;
  }

  /**
   * Returns where policy and log lie, or would lie.
   *
   * @throws GovernanceException if no folder is set
   */
  public PolicyFolder folder() {
    return folder.orElseThrow(
        () ->
            new GovernanceException(
                new Problem(
                    Remedy.FIX_CONFIGURATION,
                    FOLDER,
                    "is not set, so there is no place for a policy",
                    "a folder",
                    "Set this framework property")));
  }

  /** Returns the folder, if one is set. */
  public Optional<PolicyFolder> place() {
    return folder;
  }

  /** Returns who asks on this thread. */
  public User user() {
    return User.of(policy());
  }

  /**
   * Returns the policy; empty where there is none.
   *
   * @throws GovernanceException if it is not valid, or was taken away
   */
  public Optional<Policy> policy() {
    return folder.flatMap(PolicyFolder::policy);
  }

  /** What is asked of a policy. */
  private record Asked(PolicyFolder folder, Policy policy, User user) {
    Refusal refusal() {
      return new Refusal(policy, user);
    }

    Map<String, Object> tree() {
      return Tree.of(
          "user", user.name(),
          "source", user.source(),
          "account", user.account().equals(user.name()) ? null : user.account(),
          "roles", policy.roles(user.name()).stream().map(Role::written).sorted().toList());
    }

    Head add(String type, Map<String, Object> what, Optional<Problem> refused) {
      Map<String, Object> data = new LinkedHashMap<>(tree());
      data.putAll(what);
      data.put("allowed", refused.isEmpty());
      data.put("why", refused.map(p -> p.got()).orElse(null));
      return folder.log().add(type, data, Optional.of(policy), user);
    }
  }

  private Optional<Asked> asked() {
    return folder.flatMap(f -> f.policy().map(p -> new Asked(f, p, User.of(Optional.of(p)))));
  }

  /**
   * Checks and logs a command.
   *
   * @param command its words without options, such as {@code privacy epsilon}
   * @param touched what it is about to read, asked for only if the command is allowed
   * @param files what it names that may be files
   * @throws GovernanceException if it is refused
   */
  public void command(String command, Supplier<Touched> touched, List<Path> files) {
    Optional<Asked> asked = asked();
    if (asked.isEmpty()) {
      return;
    }
    Asked by = asked.get();
    if (!by.policy().may(by.user().name(), command)) {
      Problem refused = by.refusal().command(command);
      by.add("command", Tree.of("command", command), Optional.of(refused));
      throw new GovernanceException(refused);
    }
    Touched reads = touched.get();
    Optional<Problem> refused = refused(by, reads, files);
    by.add(
        "command",
        Tree.of(
            "command",
            command,
            "run",
            reads.run().map(r -> r.getFileName().toString()).orElse(null),
            "parts",
            texts(reads.parts()),
            "data",
            reads.data().isEmpty() ? null : reads.data().stream().map(Data::text).toList()),
        refused);
    refused.ifPresent(AccessControl::refuse);
  }

  private static List<String> texts(Set<Part> parts) {
    return parts.isEmpty() ? null : parts.stream().map(Part::written).sorted().toList();
  }

  private Optional<Problem> refused(Asked by, Touched reads, List<Path> files) {
    String user = by.user().name();
    Reserved reserved = new Reserved(by.folder().path(), home);
    for (Path file : files) {
      Optional<String> what = reserved.what(file);
      if (what.isPresent()) {
        return Optional.of(by.refusal().reserved(file, what.get()));
      }
    }
    for (Data data : reads.data()) {
      if (!by.policy().uses(user, data)) {
        return Optional.of(by.refusal().data(data));
      }
    }
    Optional<Path> keyring = reads.keyring();
    if (keyring.isPresent() && !by.policy().destroyers(keyring.get()).contains(user)) {
      return Optional.of(by.refusal().keyring(keyring.get()));
    }
    if (reads.run().isPresent()) {
      Path run = reads.run().get();
      Optional<Path> link = reads.parts().isEmpty() ? Optional.empty() : OutwardLinks.first(run);
      if (link.isPresent()) {
        return Optional.of(by.refusal().link(link.get(), run));
      }
      Data data = dataOf(by, run);
      for (Part part : reads.parts()) {
        if (!by.policy().reads(user, part, data)) {
          return Optional.of(by.refusal().part(part, run));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the data of a run. Who copies an encrypted run can write another plan beside it, but
   * not have its files decrypted under another id; what the log has for that id counts.
   */
  private static Data dataOf(Asked by, Path run) {
    Path encryption = run.resolve("encryption.json");
    if (!Files.isRegularFile(encryption)) {
      return Data.ofRun(run);
    }
    String id = String.valueOf(JsonReader.file(encryption).get("run"));
    try {
      return by.folder().log().dataOf(id).orElseGet(() -> Data.ofRun(run));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuse(Problem problem) {
    throw new GovernanceException(problem);
  }

  /**
   * Checks and logs that data is about to be used; returns why it may not.
   *
   * @throws GovernanceException if the policy cannot be read, or the log cannot be written to
   */
  public Optional<Problem> data(Data data) {
    Optional<Asked> asked = asked();
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    Asked by = asked.get();
    Optional<Problem> refused =
        by.policy().uses(by.user().name(), data)
            ? Optional.empty()
            : Optional.of(by.refusal().data(data));
    by.add("data", named(data), refused);
    return refused;
  }

  /**
   * Checks and logs that a model is about to be used that may be one of a run; returns why it may
   * not.
   *
   * @param folder the model's folder
   * @throws GovernanceException if the policy cannot be read, or the log cannot be written to
   */
  public Optional<Problem> model(Path folder) {
    Touched touched = Touched.file(folder.resolve("config.json"));
    Optional<Asked> asked = touched.run().flatMap(run -> asked());
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    Asked by = asked.get();
    Optional<Problem> refused = refused(by, touched, List.of());
    String run = touched.run().orElseThrow().getFileName().toString();
    by.add("run", Tree.of("operation", "use model", "run", run), refused);
    return refused;
  }

  /**
   * Checks what settings of contributions name, which they will read or write as the account of the
   * process; logs what is of a run or has a rule of its own. Returns why it may not be used.
   *
   * @param files files and folders, which need not be there
   * @throws GovernanceException if the policy cannot be read, or the log cannot be written to
   */
  public List<Problem> settings(Collection<Path> files) {
    Optional<Asked> asked = files.isEmpty() ? Optional.empty() : asked();
    List<Problem> problems = new ArrayList<>();
    asked.ifPresent(by -> files.forEach(f -> setting(by, f).ifPresent(problems::add)));
    return problems;
  }

  private Optional<Problem> setting(Asked by, Path file) {
    Touched given = Touched.given(file);
    boolean governed = given.run().isEmpty() && by.policy().governs(file);
    Touched touched = governed ? Touched.data(Data.file(file)) : given;
    Optional<Problem> refused = refused(by, touched, List.of(file));
    if (touched.run().isPresent()) {
      String run = touched.run().get().getFileName().toString();
      by.add("run", Tree.of("operation", "use " + file.getFileName(), "run", run), refused);
    } else if (governed || refused.isPresent()) {
      by.add("data", named(Data.file(file)), refused);
    }
    return refused;
  }

  private static Map<String, Object> named(Data data) {
    return Tree.of(
        "data",
        data.text(),
        "files",
        data.files().isEmpty() ? null : data.files().stream().map(Path::toString).toList());
  }

  /**
   * Checks and logs that a run is about to be started, gone on with, or used.
   *
   * @param operation the command that does the same
   * @param run its id
   * @param data its data
   * @param parts parts of its evidence that are read
   * @return what the run keeps of it as evidence; empty where there is no policy
   * @throws GovernanceException if it is refused
   */
  public Optional<Map<String, Object>> run(String operation, Path run, Data data, Part... parts) {
    Optional<Asked> asked = asked();
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    Asked by = asked.get();
    String user = by.user().name();
    List<Problem> refused = new ArrayList<>();
    if (!by.policy().may(user, operation)) {
      refused.add(by.refusal().command(operation));
    } else if (!by.policy().uses(user, data)) {
      refused.add(by.refusal().data(data));
    }
    for (Part part : parts) {
      if (refused.isEmpty() && !by.policy().reads(user, part, data)) {
        refused.add(by.refusal().part(part, run));
      }
    }
    Map<String, Object> what = Tree.of("operation", operation, "run", "" + run.getFileName());
    what.putAll(named(data));
    Head head = by.add("run", what, refused.stream().findFirst());
    refused.forEach(AccessControl::refuse);
    Map<String, Object> kept = by.tree();
    kept.values().removeIf(Objects::isNull);
    kept.put("policySha256", by.policy().sha256());
    kept.put("log", AccessLog.tree(head));
    return Optional.of(kept);
  }

  /**
   * Returns the data of the run in a folder, as its plan names it.
   *
   * @param folder the run's folder
   */
  public static Data dataOf(Path folder) {
    return Data.ofRun(folder);
  }

  /**
   * Logs how a run ended.
   *
   * @param started what {@link #run} returned when it was started
   */
  public void ended(Path run, String status, Map<String, Object> started) {
    Map<String, Object> what =
        Tree.of("user", started.get("user"), "operation", "end", "run", "" + run.getFileName());
    what.put("status", status);
    what.put("eventsHead", head(run));
    User user = new User(String.valueOf(started.get("user")), "run", "");
    folder.ifPresent(f -> f.log().add("run", what, f.policy(), user));
  }

  private static Object head(Path run) {
    return Files.isRegularFile(run.resolve("status.json"))
        ? JsonReader.file(run.resolve("status.json")).get("eventsHead")
        : null;
  }

  /** Logs something that somebody did besides, where there is a policy. */
  public void note(String type, Map<String, Object> what) {
    asked().ifPresent(by -> by.add(type, what, Optional.empty()));
  }

  /** Returns why a user may not use a command, or data with it; empty when it is allowed. */
  public Optional<Problem> would(Policy policy, String user, String command, Optional<Data> data) {
    Refusal refusal = new Refusal(policy, new User(user, "account", user));
    if (!policy.may(user, command)) {
      return Optional.of(refusal.command(command));
    }
    return data.filter(d -> !policy.uses(user, d)).map(refusal::data);
  }
}

package governance.runtime.internal.audit;

import governance.api.GovernanceException;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.access.PolicyFolder;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.configuration.RuntimeSettings;
import governance.runtime.internal.privacy.PrivacyLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at the installation. */
public final class InstallationAudit {
  private final Installation installation;
  private final AccessControl access;
  private final Configurations configurations;
  private final Optional<PrivacyLedger> ledger;
  private final Optional<Path> data;
  private final List<Path> runs;

  /**
   * Prepares.
   *
   * @param ledger what data sets have spent of their privacy
   * @param data the folder of data sets
   * @param runs the runs that the log of accesses is compared with
   */
  public InstallationAudit(
      Installation installation,
      AccessControl access,
      Configurations configurations,
      Optional<PrivacyLedger> ledger,
      Optional<Path> data,
      List<Path> runs) {
    this.installation = installation;
    this.access = access;
    this.configurations = configurations;
    this.ledger = ledger;
    this.data = data;
    this.runs = runs;
  }

  /** Makes all checks. */
  public void look(Findings into) {
    into.check("access", "the policy", new AccessAudit(access, runs)::look);
    into.check("keys", "the keyring and its key", this::keys);
    into.check("ledger", "the ledger of privacy", this::ledger);
    into.check("permissions", "the installation", this::permissions);
    into.check("bundles", "the bundles", this::bundles);
    into.check("engine", "the tensor library's switches", this::engine);
    into.check("process", "the options of the process", this::process);
    into.check("configuration", "Configuration Admin", this::configuration);
    into.check("dependencies", "the bundles", new DependencyAudit(installation)::look);
  }

  private void keys(Findings into) throws IOException {
    List<Optional<String>> named =
        List.of(
            installation.property("governance.keyring"),
            installation.variable("GOVERNANCE_KEYRING"),
            installation.variable("GOVERNANCE_KEY_FILE"),
            installation.variable("GOVERNANCE_PASSPHRASE_FILE"));
    for (Optional<String> one : named) {
      Optional<Path> place = one.filter(n -> !n.isBlank()).map(Path::of).filter(Files::exists);
      if (place.isPresent() && Permissions.known(place.get())) {
        Permissions found = Permissions.of(place.get(), file -> true);
        if (!found.readable().isEmpty() || !found.writable().isEmpty()) {
          into.add(
              "permissions.key-readable",
              Severity.HIGH,
              place.get().toString(),
              "others than the owner can read or change what protects encrypted evidence",
              "chmod -R go= " + place.get() + ", and rotate the keys: governance keys rotate");
        }
      }
    }
  }

  private void ledger(Findings into) throws IOException {
    if (ledger.isEmpty()) {
      return;
    }
    Path file = ledger.get().path();
    for (String what : ledger.get().missing(runs)) {
      into.add(
          "privacy.ledger-replaced",
          Severity.CRITICAL,
          file.toString(),
          what + ": it was cut or replaced, or the run was made with another ledger",
          "Restore it from a copy, or enter what the run spent: governance privacy budget");
    }
    if (!Files.isRegularFile(file)) {
      return; // nothing was spent
    }
    try {
      ledger.get().budgets();
    } catch (GovernanceException e) {
      into.add(
          "privacy.ledger-altered",
          Severity.CRITICAL,
          file.toString(),
          e.getMessage(),
          "Restore it from a copy: what data sets have spent is not known meanwhile");
    }
    if (Permissions.known(file)) {
      Permissions found = Permissions.of(file, f -> false);
      if (!found.writable().isEmpty()) {
        into.add(
            "privacy.ledger-writable",
            Severity.HIGH,
            file.toString(),
            "others than the owner can change what data sets have spent",
            "chmod go-w " + file);
      }
    }
  }

  private void permissions(Findings into) throws IOException {
    Optional<Path> home = installation.home();
    if (home.isEmpty()) {
      into.unchecked(
          "permissions",
          "the folders of the installation",
          "governance.home is not set, so it is not known where they are");
    } else {
      folder(home.get(), into);
    }
    if (data.isPresent() && Files.isDirectory(data.get()) && Permissions.known(data.get())) {
      Permissions found = Permissions.of(data.get(), file -> true);
      if (!found.writable().isEmpty()) {
        into.add(
            "permissions.data-writable",
            Severity.HIGH,
            data.get().toString(),
            "others than the owner can change " + found.text(found.writable()),
            "chmod -R go-w " + data.get());
      }
      if (!found.readable().isEmpty()) {
        into.add(
            "permissions.data-readable",
            Severity.LOW,
            data.get().toString(),
            "everybody on this machine can read " + found.text(found.readable()),
            "Unless all of it is public: chmod -R o= " + data.get());
      }
    }
  }

  private void folder(Path home, Findings into) throws IOException {
    if (!Permissions.known(home)) {
      into.unchecked("permissions", home.toString(), "this file system does not say who may write");
      return;
    }
    Permissions found =
        Permissions.of(home, InstallationAudit::secret, access.place().map(PolicyFolder::path));
    if (!found.writable().isEmpty()) {
      into.add(
          "permissions.writable",
          Severity.CRITICAL,
          home.toString(),
          "others than the owner can change what the program is made of: "
              + found.text(found.writable()),
          "chmod -R go-w " + home);
    }
    if (!found.readable().isEmpty()) {
      into.add(
          "permissions.key-readable",
          Severity.HIGH,
          home.toString(),
          "everybody can read what looks like a key: " + found.text(found.readable()),
          "chmod 600 it, and replace the key: it may be known by now");
    }
  }

  /** Whether a file holds a key, by its name. */
  static boolean secret(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.matches(".*\\.(key|p12|pfx|jks|keystore|keyset)|key|keyset\\.json|.*passphrase.*");
  }

  private void bundles(Findings into) {
    if (installation.home().isEmpty()) {
      into.unchecked(
          "bundles",
          "bundles that are not of the distribution",
          "in this container it is not known which ones belong to it");
    }
    List<InstalledBundle> foreign =
        installation.bundles().stream().skip(1).filter(b -> !own(b)).toList();
    boolean required =
        installation.property("governance.plugins.signers").filter(s -> !s.isBlank()).isPresent();
    if (!required) {
      String names = String.join(", ", foreign.stream().map(InstalledBundle::name).toList());
      into.add(
          "bundles.unsigned",
          foreign.isEmpty() ? Severity.LOW : Severity.HIGH,
          "governance.plugins.signers",
          foreign.isEmpty()
              ? "is not set: a plug-in that somebody drops would run without a signature"
              : "is not set, and these bundles run without anybody vouching for them: " + names,
          "Require signatures: docs/hot-plug.md, Requiring signatures");
    }
    for (InstalledBundle bundle : installation.bundles()) {
      bundle
          .refusal()
          .ifPresent(
              why ->
                  into.add(
                      "bundles.refused",
                      why.startsWith("TAMPERED") ? Severity.HIGH : Severity.LOW,
                      bundle.name() + " " + bundle.version(),
                      "is installed and kept from running: " + why,
                      "Remove it, or have it signed by somebody whom the operator trusts"));
    }
  }

  /** Whether a bundle is of the distribution, and not dropped or installed by somebody. */
  private boolean own(InstalledBundle bundle) {
    return bundle.location().startsWith("reference:") || installation.home().isEmpty();
  }

  private void engine(Findings into) {
    boolean out = set("OPT_OUT_TRACKING");
    if (!out) {
      into.add(
          "engine.telemetry",
          Severity.MEDIUM,
          "OPT_OUT_TRACKING",
          "is not true: the tensor library may tell its makers that it was used",
          "Set it as environment variable and in conf/framework.properties");
    }
    if (!set("ai.djl.offline")) {
      into.add(
          "engine.online",
          Severity.MEDIUM,
          "ai.djl.offline",
          "is not true: the tensor library may download models and libraries",
          "Set it in conf/framework.properties");
    }
  }

  private boolean set(String name) {
    return installation
        .property(name)
        .or(() -> Optional.ofNullable(System.getProperty(name)))
        .or(() -> installation.variable(name))
        .filter(value -> value.equalsIgnoreCase("true"))
        .isPresent();
  }

  private void process(Findings into) {
    for (String option : installation.jvmOptions()) {
      if (option.startsWith("-agentlib:jdwp") || option.startsWith("-Xrunjdwp")) {
        into.add(
            "process.debugger",
            Severity.HIGH,
            "the virtual machine",
            "lets a debugger in, which can read data and change decisions: " + option,
            "Start it without this option");
      } else if (option.startsWith("-javaagent:") || option.startsWith("-agentpath:")) {
        into.add(
            "process.agent",
            Severity.MEDIUM,
            "the virtual machine",
            "runs an agent, which can change any code: " + option,
            "Start it without this option, or say in your records what the agent is for");
      }
    }
    if ("root".equals(ProcessHandle.current().info().user().orElse(""))) {
      into.add(
          "process.root",
          Severity.LOW,
          "the account root",
          "runs the program: a faulty plug-in can change the whole machine",
          "Give the installation an account of its own");
    }
  }

  private void configuration(Findings into) {
    RuntimeSettings.of(configurations.all())
        .problems()
        .forEach(
            problem ->
                into.add(
                    "configuration.invalid",
                    Severity.MEDIUM,
                    problem.subject(),
                    problem.got(),
                    problem.advice().isEmpty()
                        ? "Allowed: " + problem.allowed()
                        : problem.advice()));
  }
}

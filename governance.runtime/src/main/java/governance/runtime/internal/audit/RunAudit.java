package governance.runtime.internal.audit;

import governance.api.GovernanceException;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.PolicyFolder;
import governance.runtime.internal.audit.InstalledCheck.Compared;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.signature.EvidenceTree;
import governance.runtime.internal.signature.RunSignatures;
import governance.runtime.internal.signature.RunSignatures.Checked;
import governance.runtime.internal.store.EventLog;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a run. */
public final class RunAudit {
  private static final String AGAIN = "Do not rely on it: run again";

  private final Path run;
  private final Registry registry;
  private final AccessControl access;
  private final Map<String, Object> personalData;

  /**
   * Prepares.
   *
   * @param run the run's folder
   * @param personalData settings of the analysis that finds personal data, beside its defaults
   */
  public RunAudit(
      Path run, Registry registry, AccessControl access, Map<String, Object> personalData) {
    this.personalData = personalData;
    this.run = run;
    this.registry = registry;
    this.access = access;
  }

  private String name() {
    return "run " + run.getFileName();
  }

  /** Makes all checks. */
  public void look(Findings into) {
    if (RunFolder.locked(run)) {
      into.unchecked("evidence", name(), "it is being worked on");
      return;
    }
    into.check("evidence", name(), this::evidence);
    into.check("anchor", name(), this::anchor);
    into.check("run-permissions", name(), this::permissions);
    into.check("bundles-of-run", name(), this::bundles);
    into.check("settings", name(), new SettingsAudit(run)::look);
    into.check("identifiers", name(), new IdentifierAudit(run)::look);
    into.check("personal-data", name(), new PersonalDataAudit(run, registry, personalData)::look);
  }

  private void evidence(Findings into) throws IOException {
    EvidenceCheck check = new EvidenceCheck(run);
    List<String> log = check.log();
    log.forEach(what -> into.add("evidence.altered", Severity.CRITICAL, name(), what, AGAIN));
    if (!log.isEmpty()) {
      return;
    }
    if (!check.sealedOnce()) {
      into.add(
          "evidence.incomplete",
          Severity.MEDIUM,
          name(),
          "was not sealed: nothing vouches for its files, and it decides nothing",
          "Finish it: governance resume " + run);
      return;
    }
    check
        .seal()
        .forEach(what -> into.add("evidence.altered", Severity.CRITICAL, name(), what, AGAIN));
    signatures(into, check);
    boolean model = false;
    for (String what : check.altered()) {
      into.add("evidence.altered", Severity.CRITICAL, name(), what, AGAIN);
      model |= what.startsWith("model/");
    }
    if (model) {
      into.add(
          "evidence.stale",
          Severity.CRITICAL,
          name() + " model/",
          "is not the model that figures, explanations and gates are about",
          "Restore the model, or run again");
    }
    afterSeal(into);
  }

  private void signatures(Findings into, EvidenceCheck check) {
    if (!check.seal().isEmpty()) {
      return;
    }
    for (Checked each : new RunSignatures(run).check(new EvidenceTree(run, check))) {
      each.fault()
          .ifPresent(
              fault ->
                  into.add(
                      "evidence.signature",
                      Severity.HIGH,
                      name() + " " + each.file(),
                      fault,
                      "Ask who signed; see: governance verify " + run + " --signer KEY.pub"));
    }
  }

  private boolean signed(EvidenceCheck check) {
    return check.seal().isEmpty()
        && !new RunSignatures(run).holding(new EvidenceTree(run, check)).isEmpty();
  }

  /** What was done to a run after it was sealed is not what its documents tell. */
  private void afterSeal(Findings into) throws IOException {
    boolean sealed = false;
    for (Map<String, Object> event : EventLog.stored(run.resolve("events.jsonl"))) {
      String type = String.valueOf(event.get("type"));
      if (sealed && !List.of("delivered", "ended", "contribution-failed").contains(type)) {
        sealed = type.equals("sealed");
        into.add(
            "evidence.stale",
            Severity.HIGH,
            name(),
            "went on after it was sealed (" + type + "): its documents may be of before",
            "Make them anew: governance report " + run);
        return;
      }
      sealed |= type.equals("sealed");
    }
  }

  /** Whether something outside the folder says what the run was. */
  private void anchor(Findings into) throws IOException {
    Optional<PolicyFolder> folder = access.place();
    List<String> heads = new ArrayList<>();
    List<Map<String, Object>> entries = folder.isPresent() ? folder.get().entries() : List.of();
    for (Map<String, Object> entry : entries) {
      Map<?, ?> data = (Map<?, ?>) entry.get("data");
      boolean own = run.getFileName().toString().equals(data.get("run"));
      if (own && "end".equals(data.get("operation")) && data.get("eventsHead") != null) {
        heads.add(data.get("eventsHead").toString());
      }
    }
    EvidenceCheck check = new EvidenceCheck(run);
    if (heads.isEmpty() && !signed(check)) {
      into.add(
          "evidence.unsigned",
          Severity.LOW,
          name(),
          "nothing outside its folder says what it was: who can write there can replace all of it",
          "Sign it (governance sign), keep eventsHead of status.json elsewhere, or set up the log:"
              + " governance access init");
    } else if (!heads.isEmpty() && !heads.contains(check.head())) {
      into.add(
          "evidence.replaced",
          Severity.CRITICAL,
          name(),
          "does not end with the event that the log of accesses has for it",
          "Find out who can write there; do not rely on it");
    }
  }

  private void permissions(Findings into) throws IOException {
    if (!Permissions.known(run)) {
      into.unchecked(
          "run-permissions", name(), "this file system does not say who may read and write");
      return;
    }
    Permissions found = Permissions.of(run, this::aboutPersons);
    if (!found.writable().isEmpty()) {
      into.add(
          "permissions.run-writable",
          Severity.HIGH,
          run.toString(),
          "others than the owner can change " + found.text(found.writable()),
          "chmod -R go-w " + run);
    }
    if (!found.readable().isEmpty() && open(run)) {
      into.add(
          "permissions.run-readable",
          Severity.MEDIUM,
          run.toString(),
          "everybody on this machine can read rows, predictions or the model: "
              + found.text(found.readable()),
          "chmod -R o= " + run + " and run under a umask of 027 or 077");
    }
  }

  /** A folder above that others may not enter closes all below. */
  private static boolean open(Path folder) throws IOException {
    for (Path above = folder.toAbsolutePath(); above != null; above = above.getParent()) {
      if (!Files.getPosixFilePermissions(above)
          .contains(java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  private boolean aboutPersons(Path file) {
    Part part = Part.ofFile(run.relativize(file).toString().replace('\\', '/'));
    return part != Part.AGGREGATES && part != Part.REPORT;
  }

  private void bundles(Findings into) {
    List<Compared> compared;
    try {
      compared = new InstalledCheck(registry).compare(run);
    } catch (GovernanceException e) {
      into.unchecked("bundles-of-run", name(), e.getMessage());
      return;
    }
    for (Compared each : compared) {
      if (!each.same()) {
        into.add(
            "bundles.changed",
            Severity.MEDIUM,
            each.name(),
            each.detail(),
            "Install that version again before the run is repeated or used for predictions");
      }
    }
  }
}

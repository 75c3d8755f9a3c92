package governance.runtime.internal.audit;

import governance.api.GovernanceException;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.access.DataRule;
import governance.runtime.internal.access.Policy;
import governance.runtime.internal.access.PolicyFolder;
import governance.runtime.internal.access.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a policy says who may do what, and whether it and its log can be relied on. */
final class AccessAudit {
  private static final String RESTORE = "Find out who can write there; restore it from a copy";

  private final AccessControl access;
  private final List<Path> runs;

  AccessAudit(AccessControl access, List<Path> runs) {
    this.access = access;
    this.runs = runs;
  }

  void look(Findings into) throws IOException {
    if (access.place().isEmpty()) {
      into.add(
          "access.no-policy",
          Severity.MEDIUM,
          AccessControl.FOLDER,
          "is not set: everybody who can start the program may do everything, and nothing is logged",
          "Set this framework property to a folder, then: governance access init");
      return;
    }
    PolicyFolder folder = access.place().get();
    Optional<Policy> policy;
    try {
      policy = access.policy();
    } catch (GovernanceException e) {
      into.add(
          "access.policy-invalid",
          Severity.CRITICAL,
          folder.file().toString(),
          e.getMessage(),
          "Mend or restore it: everything is refused meanwhile");
      return;
    }
    if (policy.isEmpty()) {
      into.add(
          "access.no-policy",
          Severity.MEDIUM,
          folder.file().toString(),
          "there is no policy: everybody who can start the program may do everything, and nothing"
              + " is logged",
          "Where several people share the installation: governance access init");
      return;
    }
    for (String fault : folder.faults(runs)) {
      into.add(
          "access.log-altered", Severity.CRITICAL, folder.logFile().toString(), fault, RESTORE);
    }
    changed(policy.get(), folder, into);
    permissions(folder, into);
    grants(policy.get(), into);
  }

  private static void changed(Policy policy, PolicyFolder folder, Findings into)
      throws IOException {
    List<Map<String, Object>> entries = folder.entries();
    for (int i = 1; i < entries.size(); i++) {
      Map<?, ?> data = (Map<?, ?>) entries.get(i).get("data");
      boolean edited = "policy".equals(entries.get(i).get("type"));
      boolean granted =
          i + 1 < entries.size()
              && Set.of("grant", "revoke").contains(entries.get(i + 1).get("type"));
      if (edited && !granted && data.get("before") != null) {
        into.add(
            "access.policy-edited",
            Severity.LOW,
            policy.file().toString(),
            "was changed by something else than a command before " + entries.get(i).get("time"),
            "Compare the entry with the one before: governance access log --json");
      }
    }
  }

  private static void permissions(PolicyFolder folder, Findings into) throws IOException {
    if (!Permissions.known(folder.path())) {
      into.unchecked(
          "access", folder.path().toString(), "this file system does not say who may write");
      return;
    }
    Permissions found = Permissions.of(folder.path(), file -> true);
    if (!found.writable().isEmpty()) {
      into.add(
          "access.policy-writable",
          Severity.HIGH,
          folder.path().toString(),
          "others than the owner can change " + found.text(found.writable()),
          "chmod -R go-w " + folder.path());
    }
    if (!found.readable().isEmpty()) {
      into.add(
          "access.policy-readable",
          Severity.LOW,
          folder.path().toString(),
          "everybody can read " + found.text(found.readable()),
          "chmod -R o= " + folder.path());
    }
  }

  private static void grants(Policy policy, Findings into) {
    String file = policy.file().toString();
    if (!policy.allowed("shell").isEmpty()) {
      into.add(
          "access.shell",
          Severity.MEDIUM,
          file,
          "grants the shell, which reads files and stops bundles as the process may",
          "Leave \"shell\" out of \"commands\"");
    }
    for (DataRule rule : policy.data()) {
      if (rule.key().equals("*") && !(rule.owners().isEmpty() && rule.use().isEmpty())) {
        into.add(
            "access.all-data",
            Severity.LOW,
            file,
            "grants all data that it does not name to "
                + rule.owners().size()
                + " owners and "
                + rule.use().size()
                + " others",
            "Name the data sets");
      }
    }
    policy
        .users()
        .forEach(
            (user, roles) -> {
              if (roles.containsAll(Set.of(Role.OPERATOR, Role.AUDITOR))
                  || roles.containsAll(Set.of(Role.OPERATOR, Role.REVIEWER))) {
                into.add(
                    "access.duties",
                    Severity.LOW,
                    "user " + user,
                    "runs trainings, and audits or reviews them as well",
                    "Give these roles to different people");
              }
            });
  }
}

package governance.runtime.internal.access;

import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says who is refused what, who may, and who can change it. */
final class Refusal {
  private static final String SUBJECT = "access";

  private final Policy policy;
  private final User user;

  Refusal(Policy policy, User user) {
    this.policy = policy;
    this.user = user;
  }

  Problem command(String command) {
    return problem("may not use \"" + command + "\"", roles(policy.allowed(command)), askKeeper());
  }

  Problem part(Part part, Path run) {
    List<Role> may =
        policy.reach(part).entrySet().stream()
            .filter(e -> e.getValue() != Reach.NEVER)
            .map(e -> e.getKey())
            .toList();
    boolean granted = policy.roles(user.name()).stream().anyMatch(may::contains);
    String got = "may not read the " + part.written() + " of run " + run.getFileName();
    return granted
        ? problem(got + " without a grant for its data", "", ask(Data.ofRun(run)))
        : problem(got, roles(may), askKeeper());
  }

  Problem data(Data data) {
    String granted = String.join(", ", policy.granted(data));
    return problem(
        "has no grant for the data " + data.text(),
        granted.isEmpty() ? "nobody" : granted,
        ask(data));
  }

  Problem keyring(Path keyring) {
    String may = String.join(", ", policy.destroyers(keyring));
    return problem(
        "may not destroy keys of keyring " + keyring + ", by which data of others may be encrypted",
        may.isEmpty() ? "nobody" : may,
        "Ask "
            + keeper(policy.file())
            + " to name the owner of that folder below \"data\" in "
            + policy.file());
  }

  /** Nobody's command reads or writes what is reserved but those that are made for it. */
  Problem reserved(Path file, String what) {
    return problem("names " + file + ", which is " + what, "another file", "");
  }

  /** What a link leads to may be of another run, or no evidence at all. */
  Problem link(Path link, Path run) {
    String name = DataRule.real(run).relativize(link).toString();
    return problem(
        "names run " + run.getFileName() + ", in which " + name + " leads out of its folder",
        "a run as it was written",
        "Take the link away");
  }

  private String ask(Data data) {
    Set<String> owners = policy.owners(data);
    if (owners.isEmpty()) {
      return "Nobody owns it: ask "
          + keeper(policy.file())
          + " to name an owner below \"data\" in "
          + policy.file();
    }
    return "Ask "
        + String.join(" or ", owners)
        + " for: governance access grant "
        + data.text()
        + " "
        + user.name();
  }

  private String askKeeper() {
    return "Ask " + keeper(policy.file()) + ", who keeps " + policy.file();
  }

  static String keeper(Path policy) {
    try {
      return Files.getOwner(policy).getName();
    } catch (IOException | UnsupportedOperationException e) {
      return "the operator of the installation";
    }
  }

  private static String roles(Collection<Role> roles) {
    return roles.isEmpty()
        ? "nobody"
        : roles.stream().sorted().map(Role::written).collect(Collectors.joining(", "));
  }

  private Problem problem(String got, String allowed, String advice) {
    Set<Role> own = policy.roles(user.name());
    String who = user.name() + (own.isEmpty() ? " (no role)" : " (" + roles(own) + ")");
    return new Problem(Remedy.FIX_CONFIGURATION, SUBJECT, who + " " + got, allowed, advice);
  }
}

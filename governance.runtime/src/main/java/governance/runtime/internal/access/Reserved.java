package governance.runtime.internal.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files that no command is pointed at where there is a policy: policy and log, what the program is
 * made of, and the ledger of privacy. Commands write as the account of the process, which may
 * change them, and its users may not.
 *
 * @param policy the folder of the policy
 * @param home the folder of the installation, if it is known
 */
record Reserved(Path policy, Optional<Path> home) {
  /** Folders of an installation that a user's data never lies in. */
  private static final List<String> PROGRAM = List.of("bin", "bundle", "conf", "lib", "plugins");

  private static final Set<String> LEDGER =
      Set.of("privacy-ledger.jsonl", ".privacy-ledger.jsonl.head");

  /** Returns what a file belongs to, in words; empty for one that may be named. */
  Optional<String> what(Path named) {
    Path file = DataRule.real(named);
    if (file.startsWith(DataRule.real(policy))) {
      return Optional.of("in the folder of the policy");
    }
    Stream<Path> program = home.stream().flatMap(h -> PROGRAM.stream().map(h::resolve));
    if (program.anyMatch(folder -> file.startsWith(DataRule.real(folder)))) {
      return Optional.of("part of the program");
    }
    Path name = file.getFileName();
    return name != null && LEDGER.contains(name.toString())
        ? Optional.of("the ledger of privacy")
        : Optional.empty();
  }
}

package governance.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the set of bundles from the command line, without knowing the commands' options: the
 * first word after the command that is a domain, or a file or run folder that names one.
 */
final class DomainChoice {

  /** Commands that are about a file and its columns, which may be called as a domain is. */
  private static final Set<String> OF_FILES = Set.of("anonymize", "evaluate", "privacy", "redact");

  private final Set<String> domains;

  DomainChoice(Set<String> domains) {
    this.domains = domains;
  }

  /** A domain's name, or {@link Home#ALL} when the words name none that has its own bundles. */
  String of(String... args) {
    if (args.length > 0 && OF_FILES.contains(args[0])) {
      return Home.ALL;
    }
    List<String> positional = new ArrayList<>();
    List<String> optionValues = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      if (!args[i].startsWith("-")) {
        // A word behind "--flag" may be a value or, when the flag takes none, the positional word.
        boolean behindOption = args[i - 1].startsWith("--") && !args[i - 1].contains("=");
        (behindOption ? optionValues : positional).add(args[i]);
      }
    }
    return positional.stream()
        .flatMap(word -> domain(word).stream())
        .findFirst()
        .or(() -> optionValues.stream().filter(domains::contains).findFirst())
        .orElse(Home.ALL);
  }

  private Optional<String> domain(String word) {
    if (domains.contains(word)) {
      return Optional.of(word);
    }
    return SpecDomain.read(Path.of(word)).filter(domains::contains);
  }
}

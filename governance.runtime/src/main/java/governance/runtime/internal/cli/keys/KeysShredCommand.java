package governance.runtime.internal.cli.keys;

import governance.api.GovernanceException;
import governance.crypto.Keyring;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Destroys the keys of subjects. */
@Command(
    name = "shred",
    header = "Destroys the key of a subject: its rows in all runs can never be read again.",
    description =
        "What is recorded names the key and not the subject. Copies of the keyring that were made"
            + " before keep the key: destroy them too.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance keys shred --from subjects.txt --yes",
      "  governance keys shred 4711 --yes"
    })
final class KeysShredCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Mixin private KeyringOption keyring;

  @Parameters(
      paramLabel = "SUBJECT",
      arity = "0..*",
      description = "Values of the column that encryption.subject names.")
  private List<String> subjects = List.of();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "One subject a line, which keeps them out of the shell's history.")
  private Path from;

  @Option(names = "--yes", description = "Does it; it cannot be taken back.")
  private boolean yes;

  KeysShredCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.destroyed(keyring.folder(context.vault()));
  }

  @Override
  public Integer call() throws IOException {
    List<String> all = all();
    if (!yes) {
      throw GovernanceException.spec(
          "keys shred",
          "would destroy the keys of " + all.size() + " subjects for ever",
          "",
          "Add --yes to do it");
    }
    Keyring opened = keyring.open(context.vault());
    int missing = 0;
    for (String subject : all) {
      // what is killed after the act would leave no trace of it
      opened
          .subjects()
          .id(subject)
          .ifPresent(key -> KeyringOption.note(opened, "shredding", Tree.of("key", key)));
      Optional<String> gone = opened.subjects().shred(subject);
      gone.ifPresent(
          key -> {
            KeyringOption.note(opened, "shredded", Tree.of("key", key));
            context.terminal().out().println("Key " + key + " is destroyed.");
          });
      missing += gone.isPresent() ? 0 : 1;
    }
    if (missing > 0) {
      context
          .terminal()
          .err()
          .println("error: " + missing + " of " + all.size() + " subjects have no key here.");
      return Exit.BAD_INPUT;
    }
    return Exit.OK;
  }

  private List<String> all() throws IOException {
    List<String> all = new ArrayList<>(subjects);
    if (from != null) {
      if (!Files.isRegularFile(from)) {
        throw GovernanceException.spec("--from", "there is no file " + from, "a file", "");
      }
      Files.readAllLines(from, StandardCharsets.UTF_8).stream()
          .filter(line -> !line.isEmpty())
          .forEach(all::add);
    }
    if (all.isEmpty()) {
      throw GovernanceException.spec(
          "keys shred", "no subject is named", "SUBJECT or --from FILE", "Name one");
    }
    return all;
  }
}

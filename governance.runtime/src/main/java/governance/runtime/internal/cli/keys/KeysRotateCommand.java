package governance.runtime.internal.cli.keys;

import governance.api.GovernanceException;
import governance.crypto.KeyVersion;
import governance.crypto.Keyring;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Evidence;
import governance.runtime.internal.cli.command.RunsOption;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.vault.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds a key to a keyring. */
@Command(
    name = "rotate",
    header = "Adds a key that wraps the data keys of new runs; older keys still read older runs.",
    description =
        "With --reencrypt the data keys of runs are wrapped by the newest key too. Their files stay"
            + " as they are, whatever their size.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance keys rotate",
      "  governance keys rotate --reencrypt all",
      "  governance keys rotate --only-reencrypt --reencrypt latest"
    })
final class KeysRotateCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private KeyringOption keyring;

  @Option(
      names = "--reencrypt",
      paramLabel = "RUN",
      arity = "1..*",
      description = "Runs by id, folder or latest, or all below --out.")
  private List<String> runs = List.of();

  @Option(names = "--only-reencrypt", description = "Makes no new key.")
  private boolean only;

  @Mixin private RunsOption runsFolder;

  KeysRotateCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (only && runs.isEmpty()) {
      throw GovernanceException.spec(
          "--only-reencrypt", "comes without --reencrypt", "--reencrypt RUN", "Name runs");
    }
    Vault vault = context.vault();
    Keyring opened = keyring.open(vault);
    Set<Path> folders = folders();
    for (Path folder : folders) {
      vault.open(folder); // all can be read, or nothing is changed
    }
    if (!only) {
      KeyVersion key = opened.rotate();
      KeyringOption.note(opened, "rotated", Tree.of("key", key.id()));
      context.terminal().out().println("Key " + key.id() + " wraps new data keys.");
    }
    int wrapped = 0;
    for (Path folder : folders) {
      if (vault.rewrap(folder)) {
        wrapped++;
        String run = folder.getFileName().toString();
        KeyringOption.note(opened, "rewrapped", Tree.of("run", run));
        context.terminal().out().println("Run " + run + ": data key wrapped by the newest key.");
      }
    }
    if (!folders.isEmpty() && wrapped < folders.size()) {
      int before = folders.size() - wrapped;
      context.terminal().out().println(before + " of the runs had the newest key already.");
    }
    return Exit.OK;
  }

  private Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    for (String run : runs) {
      List<Path> named =
          run.equals("all")
              ? Evidence.all(runsFolder.folder())
              : List.of(Evidence.find(run, runsFolder.folder()).folder());
      for (Path folder : named) {
        if (Vault.encrypts(folder)) {
          folders.add(folder.toAbsolutePath().normalize());
        } else if (!run.equals("all")) {
          throw GovernanceException.spec(
              "run " + run, "has nothing encrypted", "a run with encryption.json", "Leave it out");
        }
      }
    }
    List<String> busy = new ArrayList<>();
    folders.stream().filter(RunFolder::locked).forEach(f -> busy.add(f.getFileName().toString()));
    if (!busy.isEmpty()) {
      throw GovernanceException.spec(
          "run " + String.join(", ", busy), "is being worked on", "", "Wait for it to end");
    }
    return folders;
  }
}

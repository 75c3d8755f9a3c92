package governance.runtime.internal.cli.keys;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.access.OwnersOnly;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.RunArgument;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.vault.SealedFiles;
import governance.runtime.internal.vault.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decrypts files of a run. */
@Command(
    name = "open",
    header = "Decrypts files of a run into another folder.",
    description =
        "Sealed rows are opened; those whose subject was shredded say so. The run is only read.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance keys open latest --to opened",
      "  governance keys open latest report.html predictions.jsonl --to opened"
    })
final class KeysOpenCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Mixin private RunArgument argument;

  @Parameters(
      paramLabel = "FILE",
      index = "1..*",
      arity = "0..*",
      description = "Files by their path in the run's folder (default: all that is encrypted).")
  private List<String> files = List.of();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "Where they are written, outside of the run's folder.")
  private Path to;

  KeysOpenCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    Path folder = argument.evidence().folder();
    List<String> names = Vault.encrypts(folder) ? names(SealedFiles.names(folder)) : List.of();
    return Touched.run(folder, names.stream().map(Part::ofFile).distinct().toArray(Part[]::new));
  }

  @Override
  public Integer call() {
    Path folder = argument.evidence().folder();
    Path target = to.toAbsolutePath().normalize();
    if (target.startsWith(folder)) {
      throw GovernanceException.spec(
          "--to",
          to + " is in the run's folder, which is evidence",
          "a folder somewhere else",
          "Choose another folder");
    }
    if (!Vault.encrypts(folder)) {
      throw GovernanceException.spec(
          "run " + folder.getFileName(), "has nothing encrypted", "", "Read its files as they are");
    }
    SealedFiles sealed = new SealedFiles(folder, context.vault().open(folder));
    List<String> names = names(SealedFiles.names(folder));
    names.forEach(name -> write(sealed, name, target.resolve(name)));
    String rows = sealed.rows() > 0 ? ", " + sealed.rows() + " sealed rows opened" : "";
    String gone = sealed.shredded() > 0 ? ", " + sealed.shredded() + " rows shredded" : "";
    context
        .terminal()
        .err()
        .println(
            sealed.files()
                + (sealed.files() == 1 ? " file" : " files")
                + " written"
                + rows
                + gone
                + ".");
    return Exit.OK;
  }

  private List<String> names(List<String> known) {
    if (files.isEmpty()) {
      return known;
    }
    List<String> names = new ArrayList<>();
    for (String file : files) {
      String name = file.endsWith(".enc") ? file.substring(0, file.length() - 4) : file;
      if (!known.contains(name)) {
        throw GovernanceException.spec(
            file,
            "is no encrypted file of the run",
            String.join(", ", known),
            Suggestion.advice(name, known, "Name one of them"));
      }
      names.add(name);
    }
    return names;
  }

  private void write(SealedFiles sealed, String name, Path target) {
    try {
      Files.createDirectories(target.getParent());
    } catch (IOException e) {
      throw Storage.problem(target, e);
    }
    Storage.replace(
        target,
        fresh -> {
          OwnersOnly.create(fresh);
          try (OutputStream out = Files.newOutputStream(fresh)) {
            open(sealed, name, out);
          } catch (GovernanceException e) {
            Files.deleteIfExists(fresh);
            throw e;
          }
        });
    context.terminal().out().println(target);
  }

  private static void open(SealedFiles sealed, String name, OutputStream out) {
    try {
      sealed.open(name, out);
    } catch (IOException e) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_DATA,
              name,
              String.valueOf(e.getMessage()),
              "the file that the run wrote",
              "Restore it; see: governance verify RUN"),
          e);
    }
  }
}

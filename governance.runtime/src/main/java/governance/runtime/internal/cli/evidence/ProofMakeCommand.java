package governance.runtime.internal.cli.evidence;

import governance.api.GovernanceException;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.RunArgument;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.signature.EvidenceTree;
import governance.runtime.internal.signature.InclusionProof;
import governance.runtime.internal.signature.RunSignatures;
import governance.runtime.internal.signature.SignedStatement;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the proof that one file belongs to signed evidence. */
@Command(
    name = "make",
    header = "Makes the proof that one file belongs to the evidence that was signed.",
    description =
        "Holds name, digest and size of the file, some hashes, and the signatures of the run:"
            + " nothing of any other file.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance proof make latest metrics.json --to metrics.proof.json"})
final class ProofMakeCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Mixin private RunArgument argument;

  @Parameters(
      paramLabel = "FILE",
      index = "1",
      description = "The file by its path in the run's folder.")
  private String file;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Where the proof is written (default: stdout).")
  private Path to;

  ProofMakeCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.run(argument.evidence().folder(), Part.AGGREGATES);
  }

  @Override
  public Integer call() {
    Path folder = argument.evidence().idle().folder();
    if (to != null && to.toAbsolutePath().normalize().startsWith(folder)) {
      throw GovernanceException.spec(
          "--to",
          to + " is in the run's folder, which is evidence",
          "a file somewhere else",
          "Choose another folder");
    }
    EvidenceTree evidence = new EvidenceTree(folder, argument.evidence().sealed());
    int index = evidence.files().indexOf(file);
    if (index < 0) {
      throw GovernanceException.spec(
          file,
          "is no file of the evidence of run " + evidence.run(),
          String.join(", ", evidence.files()),
          Suggestion.advice(file, evidence.files(), "Name one of them"));
    }
    List<SignedStatement> signatures = new RunSignatures(folder).holding(evidence);
    if (signatures.isEmpty()) {
      throw GovernanceException.spec(
          "run " + evidence.run(),
          "has no signature that holds, so there is nothing to prove against",
          "a signed run",
          "Sign it: governance sign " + folder + " --key FILE");
    }
    String proof = Json.pretty(InclusionProof.of(evidence, index, signatures).tree());
    if (to == null) {
      context.terminal().out().print(proof);
    } else {
      Storage.replaceText(to, proof);
      context.terminal().err().println("Written to " + to);
    }
    return Exit.OK;
  }
}

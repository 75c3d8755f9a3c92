package governance.runtime.internal.cli.evidence;

import governance.api.GovernanceException;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.signature.InclusionProof;
import governance.runtime.internal.signature.SignedStatement;
import governance.runtime.internal.signature.VerifyingKey;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the proof that one file belongs to signed evidence. */
@Command(
    name = "check",
    header = "Checks a file by its proof and a public key, without the run.",
    description = "Ends with 0 when it belongs to what was signed by that key, with 3 when not.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance proof check metrics.proof.json metrics.json --signer carol.pem.pub"})
final class ProofCheckCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "PROOF", index = "0", description = "What proof make has written.")
  private Path proof;

  @Parameters(paramLabel = "FILE", index = "1", description = "The file that was handed over.")
  private Path file;

  @Option(
      names = "--signer",
      paramLabel = "FILE",
      required = true,
      description = "The public key (PEM) of who signed the run.")
  private Path signer;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  ProofCheckCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    VerifyingKey key = VerifyingKey.read(signer);
    InclusionProof read = InclusionProof.read(proof);
    if (!Files.isRegularFile(file)) {
      throw GovernanceException.spec(
          file.toString(), "there is no such file", "the file that the proof is about", "");
    }
    Optional<SignedStatement> by = read.by(key);
    Optional<String> fault =
        by.isEmpty()
            ? Optional.of("the proof has no signature by key " + key.fingerprint())
            : read.fault(file, by.get());
    context.terminal().out().print(json ? json(read, by, fault) : text(read, by, fault));
    return fault.isEmpty() ? Exit.OK : Exit.BLOCKED;
  }

  private String text(InclusionProof read, Optional<SignedStatement> by, Optional<String> fault) {
    Terminal terminal = context.terminal();
    if (fault.isPresent()) {
      return terminal.bad("FAIL  ") + file + ": " + fault.get() + "\n";
    }
    SignedStatement signed = by.orElseThrow();
    return terminal.good("ok  ")
        + (file + " is " + read.file() + " of run " + signed.text("run"))
        + (", verdict " + signed.text("verdict") + "\n")
        + ("signed " + signed.words() + "\n");
  }

  private String json(InclusionProof read, Optional<SignedStatement> by, Optional<String> fault) {
    Map<String, Object> tree = Tree.of("holds", fault.isEmpty(), "file", read.file());
    tree.put("fault", fault.orElse(null));
    tree.put("signed", by.map(SignedStatement::summary).orElse(null));
    return JsonText.write(tree);
  }
}

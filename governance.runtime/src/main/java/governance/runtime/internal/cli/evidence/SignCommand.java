package governance.runtime.internal.cli.evidence;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.Policy;
import governance.runtime.internal.access.Role;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.RunArgument;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.signature.EvidenceTree;
import governance.runtime.internal.signature.RunSignatures;
import governance.runtime.internal.signature.SignedStatement;
import governance.runtime.internal.signature.SigningKey;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs a run. */
@Command(
    name = "sign",
    header = "Signs the evidence of a finished run with a key of one's own.",
    description =
        "Ed25519 over one statement: the run, its verdict, the root of a Merkle tree over its files,"
            + " the last hash of its events, role, comment and time. The run must be as it was"
            + " sealed, and stays so: signatures lie beside what the manifest names. Several"
            + " persons can sign, each once. A policy decides who may sign as what.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance keys signing ~/carol.pem",
      "  governance sign latest --key ~/carol.pem --role auditor",
      "  governance sign latest --key ~/carol.pem --comment \"Figures and card were read.\""
    })
public final class SignCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Mixin private RunArgument argument;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "An Ed25519 private key (PEM, PKCS#8) that only its owner can read.")
  private Path key;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "operator, data-owner, auditor, regulator or reviewer.")
  private String role;

  @Option(names = "--comment", paramLabel = "TEXT", description = "What the signer says.")
  private String comment;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  public SignCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.run(argument.evidence().folder(), Part.AGGREGATES);
  }

  @Override
  public Integer call() {
    Optional<String> as = Optional.ofNullable(role).map(this::role);
    SigningKey by = SigningKey.read(key);
    Path folder = argument.evidence().idle().folder();
    EvidenceCheck check = argument.evidence().sealed();
    SignedStatement signed =
        SignedStatement.sign(
            new EvidenceTree(folder, check),
            by,
            as,
            Optional.ofNullable(comment),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Path file = new RunSignatures(folder).add(signed);
    String fingerprint = signed.key().fingerprint();
    context
        .access()
        .note(
            "signature",
            Tree.of(
                "run", folder.getFileName().toString(),
                "eventsHead", check.head(),
                "key", fingerprint));
    Map<String, Object> tree = Tree.of("file", file.toString());
    tree.putAll(signed.summary());
    context
        .terminal()
        .out()
        .print(json ? JsonText.write(tree) : "Signed " + signed.words() + "\n" + file + "\n");
    return Exit.OK;
  }

  private String role(String written) {
    Role wanted =
        Role.of(written)
            .orElseThrow(
                () ->
                    GovernanceException.spec(
                        "--role",
                        "got \"" + written + "\"",
                        String.join(", ", Role.names()),
                        Suggestion.advice(written, Role.names(), "")));
    Optional<Policy> policy = context.access().policy();
    String user = context.access().user().name();
    if (policy.filter(p -> !p.roles(user).contains(wanted)).isPresent()) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_CONFIGURATION,
              "access",
              user + " may not sign as " + written,
              String.join(
                  ", ", policy.get().roles(user).stream().map(Role::written).sorted().toList()),
              "Sign as what the policy says: governance access show"));
    }
    return wanted.written();
  }
}

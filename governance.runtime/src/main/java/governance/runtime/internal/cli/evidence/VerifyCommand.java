package governance.runtime.internal.cli.evidence;

import governance.api.GovernanceException;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.audit.InstalledCheck;
import governance.runtime.internal.audit.InstalledCheck.Compared;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Finding;
import governance.runtime.internal.cli.command.RunArgument;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.vault.RunVault;
import governance.runtime.internal.vault.SealedFiles;
import governance.runtime.internal.vault.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the evidence of a run, and whether the bundles are still there that it was made with. */
@Command(
    name = "verify",
    header = "Checks that the evidence of a run and its bundles are as the run left them.",
    description =
        "Checks the chain of events, the digest of every file, all signatures, and the bundles that"
            + " the plan names against those installed now. Ends with 0 when all is as it was, with"
            + " 3 when not.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance verify latest",
      "  governance verify latest --signer carol.pem.pub",
      "  governance verify runs/finance-20260114-101500 --json"
    })
public final class VerifyCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Mixin private RunArgument argument;

  @Option(
      names = "--signer",
      paramLabel = "FILE",
      description =
          "A public key (PEM) by which the run must be signed; may be given several times.")
  private List<Path> signers = List.of();

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  public VerifyCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.run(argument.evidence().folder());
  }

  @Override
  public Integer call() {
    Path folder = argument.evidence().idle().folder();
    EvidenceCheck check = new EvidenceCheck(folder);
    List<Finding> findings = new ArrayList<>();
    add(findings, "events", check.log(), check.events() + " events, none altered");
    add(findings, "seal", check.seal(), "the manifest is the one that the run was sealed with");
    if (check.files() > 0) {
      add(findings, "files", check.altered(), check.files() + " files, none altered");
    }
    findings.addAll(new SignatureFindings(folder, signers).of(check));
    if (Vault.encrypts(folder)) {
      decrypted(findings, folder);
    }
    List<Compared> compared = new InstalledCheck(context.registry()).compare(folder);
    List<String> gone =
        compared.stream().filter(c -> !c.same()).map(c -> c.name() + ": " + c.detail()).toList();
    long bundles = compared.stream().map(c -> c.planned().bundle()).distinct().count();
    String good = compared.size() + " contributions of " + bundles + " bundles, the same as used";
    add(findings, "bundles", gone, good);
    boolean whole = findings.stream().noneMatch(f -> f.state() == Finding.State.BAD);
    context.terminal().out().print(json ? json(folder, whole, findings, compared) : text(findings));
    return whole ? Exit.OK : Exit.BLOCKED;
  }

  /** Without the key the rest is checked all the same: digests are those of encrypted files. */
  private void decrypted(List<Finding> findings, Path folder) {
    RunVault vault;
    try {
      vault = context.vault().open(folder);
    } catch (GovernanceException e) {
      findings.add(
          new Finding("encryption", Finding.State.NOTE, "contents not read: " + e.getMessage()));
      return;
    }
    SealedFiles sealed = new SealedFiles(folder, vault);
    List<String> wrong = sealed.wrong();
    String rows =
        sealed.rows() + sealed.shredded() == 0
            ? ""
            : ", " + sealed.rows() + " sealed rows opened, " + sealed.shredded() + " shredded";
    String good = sealed.files() + " files decrypted by key " + vault.wrappedBy() + rows;
    add(findings, "encryption", wrong, good);
  }

  private static void add(List<Finding> into, String name, List<String> wrong, String good) {
    if (wrong.isEmpty()) {
      into.add(new Finding(name, Finding.State.GOOD, good));
    }
    wrong.forEach(detail -> into.add(new Finding(name, Finding.State.BAD, detail)));
  }

  private String text(List<Finding> findings) {
    Terminal terminal = context.terminal();
    Table table = new Table("lll");
    long wrong = 0;
    for (Finding finding : findings) {
      boolean bad = finding.state() == Finding.State.BAD;
      wrong += bad ? 1 : 0;
      String state =
          switch (finding.state()) {
            case GOOD -> terminal.good("ok");
            case NOTE -> terminal.warning("note");
            case BAD -> terminal.bad("FAIL");
          };
      table.row(state, finding.name(), finding.detail());
    }
    String verdict =
        wrong == 0
            ? terminal.good("Evidence and bundles are those of the run.")
            : terminal.bad("Not all is as the run left it: " + wrong + " finding(s).");
    return table.render("") + "\n" + verdict + "\n";
  }

  private static String json(
      Path folder, boolean whole, List<Finding> findings, List<Compared> compared) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", folder.getFileName().toString());
    tree.put("evidence", folder.toString());
    tree.put("whole", whole);
    tree.put("findings", findings.stream().map(Finding::tree).toList());
    tree.put("contributions", compared.stream().map(Compared::tree).toList());
    return JsonText.write(tree);
  }
}

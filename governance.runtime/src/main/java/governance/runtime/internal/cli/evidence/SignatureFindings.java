package governance.runtime.internal.cli.evidence;

import governance.runtime.internal.cli.command.Finding;
import governance.runtime.internal.signature.EvidenceTree;
import governance.runtime.internal.signature.RunSignatures;
import governance.runtime.internal.signature.RunSignatures.Checked;
import governance.runtime.internal.signature.VerifyingKey;
import governance.runtime.internal.store.EvidenceCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the signatures of a run are worth, and whether those are there that are demanded. */
final class SignatureFindings {
  private static final String NAME = "signature";

  private final RunSignatures signatures;
  private final Path folder;
  private final List<Path> demanded;

  SignatureFindings(Path folder, List<Path> demanded) {
    this.signatures = new RunSignatures(folder);
    this.folder = folder;
    this.demanded = demanded;
  }

  List<Finding> of(EvidenceCheck check) {
    List<VerifyingKey> keys = demanded.stream().map(VerifyingKey::read).toList();
    List<Finding> findings = new ArrayList<>();
    List<VerifyingKey> found = new ArrayList<>();
    if (check.seal().isEmpty()) {
      for (Checked each : signatures.check(new EvidenceTree(folder, check))) {
        String by = each.signature().map(s -> " (key " + s.key().fingerprint() + ")").orElse("");
        if (each.fault().isPresent()) {
          findings.add(bad(each.file() + by + ": " + each.fault().get()));
        } else {
          each.signature().ifPresent(s -> found.add(s.key()));
          String words = each.signature().orElseThrow().words();
          findings.add(new Finding(NAME, Finding.State.GOOD, words));
        }
      }
    } else {
      signatures
          .files()
          .forEach(file -> findings.add(bad(file + ": the evidence is not as it was sealed")));
    }
    for (int i = 0; i < keys.size(); i++) {
      if (!found.contains(keys.get(i))) {
        findings.add(
            bad("none by key " + keys.get(i).fingerprint() + " (" + demanded.get(i) + ")"));
      }
    }
    return findings;
  }

  private static Finding bad(String detail) {
    return new Finding(NAME, Finding.State.BAD, detail);
  }
}

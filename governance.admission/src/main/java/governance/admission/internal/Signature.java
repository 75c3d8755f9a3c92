package governance.admission.internal;

import governance.admission.Admission.Reason;
import governance.admission.Admission.Refusal;
import java.security.CodeSigner;
import java.util.Optional;
import java.util.Set;

/**
 * What the signatures of a bundle prove.
 *
 * @param signers those who signed every file of it; empty when there is a fault
 * @param fault why nothing is proven
 */
record Signature(Set<CodeSigner> signers, Optional<Refusal> fault) {

  static Signature by(Set<CodeSigner> signers) {
    return new Signature(Set.copyOf(signers), Optional.empty());
  }

  static Signature unsigned(String detail) {
    return faulty(Reason.UNSIGNED, detail, "Have its maker sign it with jarsigner");
  }

  static Signature tampered(String detail) {
    String remedy = "Do not use it: get it again from its maker";
    return faulty(Reason.TAMPERED, detail, remedy);
  }

  private static Signature faulty(Reason reason, String detail, String remedy) {
    return new Signature(Set.of(), Optional.of(new Refusal(reason, detail, remedy)));
  }
}

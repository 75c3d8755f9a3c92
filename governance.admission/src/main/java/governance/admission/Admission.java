package governance.admission;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * Decides which bundles may be resolved, and so run. A service of this bundle; safe for use by
 * several threads.
 */
@ProviderType
public interface Admission {
  /** Returns why a bundle may not run; empty when it may. */
  Optional<Refusal> refusal(Bundle bundle);

  /**
   * Why a bundle may not run.
   *
   * @param reason the class of the reason
   * @param detail the reason in words
   * @param remedy what the operator can do
   */
  record Refusal(Reason reason, String detail, String remedy) {}

  /** Classes of reasons. */
  enum Reason {
    /** An entry has no signature that this Java accepts. */
    UNSIGNED,
    /** No certificate that the operator trusts stands behind the signature. */
    UNTRUSTED_SIGNER,
    /** The certificate is not valid now, and no trusted time stamp says when it was signed. */
    EXPIRED_CERTIFICATE,
    /** The content is not what was signed. */
    TAMPERED
  }
}

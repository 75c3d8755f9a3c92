package governance.admission.internal;

import governance.admission.Admission;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.osgi.framework.Bundle;

/**
 * Admits bundles that are signed by somebody the operator trusts. A signature is verified once for
 * each content of a bundle; whether its signer is trusted is asked anew each time, because
 * certificates come, go and expire.
 */
final class SignedBundles implements Admission {
  private final TrustedSigners trusted;
  private final BundleSignature signatures;
  private final Exemptions exemptions;
  private final Map<Bundle, Known> known = Collections.synchronizedMap(new WeakHashMap<>());

  SignedBundles(TrustedSigners trusted, BundleSignature signatures, Exemptions exemptions) {
    this.trusted = trusted;
    this.signatures = signatures;
    this.exemptions = exemptions;
  }

  @Override
  public Optional<Refusal> refusal(Bundle bundle) {
    if (exemptions.holdFor(bundle)) {
      return Optional.empty();
    }
    Signature signature = signature(bundle);
    return signature.fault().isPresent() ? signature.fault() : trusted.refusal(signature.signers());
  }

  private Signature signature(Bundle bundle) {
    long modified = bundle.getLastModified();
    Known before = known.get(bundle);
    if (before != null && before.modified == modified) {
      return before.signature;
    }
    Signature signature = signatures.of(bundle);
    known.put(bundle, new Known(modified, signature));
    return signature;
  }

  private record Known(long modified, Signature signature) {}
}

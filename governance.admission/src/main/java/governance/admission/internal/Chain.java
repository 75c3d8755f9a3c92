package governance.admission.internal;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;

/** A signer's certificate with those that issued it. */
final class Chain {
  private final CertPath path;

  Chain(CertPath path) {
    this.path = path;
  }

  /** What is to be thought of a chain. */
  enum Verdict {
    /** It leads to a trusted certificate, and all were valid at the time. */
    GOOD,
    /** It leads to nobody who is trusted. */
    NO_ANCHOR,
    /** A certificate of it was not valid at the time. */
    NOT_VALID
  }

  X509Certificate leaf() {
    return (X509Certificate) path.getCertificates().get(0);
  }

  String name() {
    return leaf().getSubjectX500Principal().getName();
  }

  /** Judges it by PKIX (RFC 5280), without asking anybody whether a certificate was revoked. */
  Verdict judge(Set<X509Certificate> trusted, Date time) {
    if (trusted.contains(leaf())) {
      return valid(time);
    }
    try {
      Set<TrustAnchor> anchors =
          trusted.stream().map(c -> new TrustAnchor(c, null)).collect(Collectors.toSet());
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      parameters.setDate(time);
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      return Verdict.GOOD;
    } catch (CertPathValidatorException e) {
      boolean outOfTime =
          e.getReason() == BasicReason.EXPIRED || e.getReason() == BasicReason.NOT_YET_VALID;
      return outOfTime ? Verdict.NOT_VALID : Verdict.NO_ANCHOR;
    } catch (GeneralSecurityException e) {
      return Verdict.NO_ANCHOR;
    }
  }

  private Verdict valid(Date time) {
    try {
      leaf().checkValidity(time);
      return Verdict.GOOD;
    } catch (CertificateException e) {
      return Verdict.NOT_VALID;
    }
  }
}

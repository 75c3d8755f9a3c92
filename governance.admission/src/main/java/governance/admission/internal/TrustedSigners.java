package governance.admission.internal;

import governance.admission.Admission.Reason;
import governance.admission.Admission.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.Timestamp;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certificates in a folder. A signer is trusted whose certificate lies there, or was issued by
 * one that does. The folder is read each time, so that it can be changed while the framework runs.
 */
final class TrustedSigners {
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final String ANY_USE = "2.5.29.37.0";

  private final Path folder;

  TrustedSigners(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Returns why none of the signers is trusted; empty when one is. */
  Optional<Refusal> refusal(Set<CodeSigner> signers) {
    Set<X509Certificate> trusted;
    try {
      trusted = certificates();
    } catch (IOException | GeneralSecurityException e) {
      String detail = "the trusted certificates cannot be read: " + e.getMessage();
      return untrusted(detail, "Mend the folder " + folder);
    }
    if (trusted.isEmpty()) {
      String detail = folder + " holds no certificate, so no signer is trusted";
      return untrusted(detail, "Put the certificates of those you trust into it");
    }
    Refusal last = null;
    for (CodeSigner signer : signers) {
      Optional<Refusal> refusal = judge(signer, trusted);
      if (refusal.isEmpty()) {
        return refusal;
      }
      last = refusal.get();
    }
    return Optional.ofNullable(last);
  }

  private Optional<Refusal> judge(CodeSigner signer, Set<X509Certificate> trusted) {
    Chain chain = new Chain(signer.getSignerCertPath());
    String name = chain.name();
    if (!signsCode(chain.leaf())) {
      return untrusted("the certificate of " + name + " is not one for signing code", advice(name));
    }
    return switch (chain.judge(trusted, signed(signer, trusted))) {
      case GOOD -> Optional.empty();
      case NO_ANCHOR ->
          untrusted("is signed by " + name + ", whom " + folder + " does not name", advice(name));
      case NOT_VALID ->
          Optional.of(
              new Refusal(
                  Reason.EXPIRED_CERTIFICATE,
                  "the certificate of "
                      + name
                      + " is valid from "
                      + chain.leaf().getNotBefore().toInstant()
                      + " to "
                      + chain.leaf().getNotAfter().toInstant(),
                  "Have its maker sign it again; with a time stamp that you trust a signature"
                      + " outlives its certificate"));
    };
  }

  /** Returns the time of signing where a trusted time stamp tells it, else now. */
  private static Date signed(CodeSigner signer, Set<X509Certificate> trusted) {
    Timestamp stamp = signer.getTimestamp();
    if (stamp != null) {
      Date told = stamp.getTimestamp();
      if (new Chain(stamp.getSignerCertPath()).judge(trusted, told) == Chain.Verdict.GOOD) {
        return told;
      }
    }
    return new Date();
  }

  private static boolean signsCode(X509Certificate certificate) {
    try {
      List<String> uses = certificate.getExtendedKeyUsage();
      return uses == null || uses.contains(CODE_SIGNING) || uses.contains(ANY_USE);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private String advice(String name) {
    return "If you trust it, put the certificate of " + name + " into " + folder;
  }

  private static Optional<Refusal> untrusted(String detail, String remedy) {
    return Optional.of(new Refusal(Reason.UNTRUSTED_SIGNER, detail, remedy));
  }

  private Set<X509Certificate> certificates() throws IOException, GeneralSecurityException {
    Set<X509Certificate> all = new HashSet<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{pem,crt,cer,der}")) {
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          factory.generateCertificates(in).forEach(c -> all.add((X509Certificate) c));
        } catch (GeneralSecurityException e) {
          throw new GeneralSecurityException(file + ": " + e.getMessage(), e);
        }
      }
    }
    return all;
  }
}

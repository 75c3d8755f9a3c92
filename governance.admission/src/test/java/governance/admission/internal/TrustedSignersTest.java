package governance.admission.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.admission.Admission.Reason;
import governance.admission.Admission.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedSignersTest {
  @TempDir static Path folder;
  private static Keys keys;
  private static Path jar;

  @TempDir Path trusted;

  @BeforeAll
  static void make() throws Exception {
    keys =
        new Keys(folder)
            .add("root", "-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign")
            .add("issued", "-signer", "root", "-ext", "eku:critical=codeSigning")
            .add("server", "-signer", "root", "-ext", "eku=serverAuth")
            .add("stranger")
            .add("old", "-startdate", "-30d", "-validity", "10");
    jar = Jars.plugin(folder);
  }

  private Optional<Refusal> judge(String signer) throws Exception {
    Signature signature = JarSignature.of(keys.sign(jar, signer));
    assertEquals(Optional.empty(), signature.fault());
    return new TrustedSigners(trusted).refusal(signature.signers());
  }

  private Refusal refusal(String signer) throws Exception {
    return judge(signer).orElseThrow();
  }

  @Test
  void whoseCertificateLiesThereIsTrusted() throws Exception {
    keys.export("stranger", trusted);
    assertEquals(Optional.empty(), judge("stranger"));
    assertEquals(Reason.UNTRUSTED_SIGNER, refusal("issued").reason());
  }

  @Test
  void whomATrustedOneIssuedIsTrusted() throws Exception {
    keys.export("root", trusted);
    assertEquals(Optional.empty(), judge("issued"));
    Refusal stranger = refusal("stranger");
    assertEquals(Reason.UNTRUSTED_SIGNER, stranger.reason());
    assertTrue(stranger.detail().contains("CN=stranger"), stranger.detail());
    Refusal server = refusal("server");
    assertTrue(server.detail().contains("not one for signing code"), server.detail());
  }

  @Test
  void whatHasExpiredIsRefusedWithItsTime() throws Exception {
    keys.export("old", trusted);
    Refusal old = refusal("old");
    assertEquals(Reason.EXPIRED_CERTIFICATE, old.reason());
    assertTrue(old.detail().matches(".*CN=old is valid from 20.*Z to 20.*Z"), old.detail());
  }

  @Test
  void aFolderThatTrustsNobodyOrCannotBeReadRefuses() throws Exception {
    assertTrue(refusal("issued").detail().contains("holds no certificate"));
    Files.writeString(trusted.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nnone\n");
    assertTrue(refusal("issued").detail().contains("broken.pem"), refusal("issued").detail());
    Files.delete(trusted.resolve("broken.pem"));
    Files.delete(trusted);
    assertTrue(refusal("issued").detail().contains("cannot be read"), refusal("issued").detail());
    Files.createDirectory(trusted);
  }
}

package governance.admission.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.admission.Admission.Reason;
import governance.admission.Admission.Refusal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarSignatureTest {
  @TempDir static Path folder;
  private static Path signed;

  @BeforeAll
  static void sign() throws Exception {
    signed = new Keys(folder).add("acme").sign(Jars.plugin(folder), "acme");
  }

  private static Refusal fault(Consumer<Map<String, String>> change) throws Exception {
    Map<String, String> entries = Jars.read(signed);
    change.accept(entries);
    Signature found = JarSignature.of(Jars.write(folder.resolve("changed.jar"), entries));
    assertEquals(0, found.signers().size());
    return found.fault().orElseThrow();
  }

  @Test
  void whatIsWholeProvesItsSigner() throws Exception {
    Signature found = JarSignature.of(signed);
    assertEquals(Optional.empty(), found.fault());
    assertEquals(1, found.signers().size());
  }

  @Test
  void whatWasNeverSignedIsUnsigned() throws Exception {
    Refusal fault = JarSignature.of(Jars.plugin(folder)).fault().orElseThrow();
    assertEquals(Reason.UNSIGNED, fault.reason());
  }

  @Test
  void everyChangeAfterSigningIsFound() throws Exception {
    Refusal altered = fault(entries -> entries.put("acme/One.class", "other"));
    assertEquals(Reason.TAMPERED, altered.reason());
    assertTrue(altered.detail().contains("acme/One.class"), altered.detail());
    Refusal added = fault(entries -> entries.put("acme/Three.class", "more"));
    assertEquals("acme/Three.class was added after signing", added.detail());
    Refusal service = fault(entries -> entries.put("META-INF/services/other", "more"));
    assertEquals("META-INF/services/other was added after signing", service.detail());
    Refusal removed = fault(entries -> entries.remove("acme/Two.class"));
    assertEquals("acme/Two.class was signed and is missing", removed.detail());
    Refusal header =
        fault(
            entries ->
                entries.put(
                    Jars.MANIFEST,
                    entries.get(Jars.MANIFEST).replace("Name: acme\r", "Name: evil\r")));
    assertEquals(Reason.TAMPERED, header.reason());
    assertTrue(header.detail().contains("Manifest"), header.detail());
  }

  @Test
  void aSignatureThatDoesNotHoldProvesNothing() throws Exception {
    Refusal block =
        fault(
            entries -> {
              String name =
                  entries.keySet().stream()
                      .filter(n -> n.endsWith(".EC"))
                      .findFirst()
                      .orElseThrow();
              char[] bytes = entries.get(name).toCharArray();
              bytes[bytes.length - 1] ^= 1;
              entries.put(name, new String(bytes));
            });
    assertEquals(Reason.TAMPERED, block.reason());
    assertTrue(block.detail().contains("cannot verify signature block"), block.detail());
  }

  @Test
  void aManifestThatListsMoreThanWasSignedProvesNothingOfIt() throws Exception {
    Refusal fault =
        fault(
            entries -> {
              entries.put("acme/Three.class", "more");
              String digest = "SHA-256-Digest: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
              entries.merge(
                  Jars.MANIFEST,
                  "Name: acme/Three.class\r\n" + digest + "\r\n\r\n",
                  String::concat);
            });
    assertEquals(Reason.TAMPERED, fault.reason());
  }
}

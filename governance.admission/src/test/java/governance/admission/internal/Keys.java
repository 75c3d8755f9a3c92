package governance.admission.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Keys and certificates made by the JDK's keytool, and jars signed with them. */
final class Keys {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path store;

  Keys(Path folder) {
    store = folder.resolve("keys.p12");
  }

  /** Makes a key with a certificate; options are those of {@code keytool -genkeypair}. */
  Keys add(String name, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", new String(PASSWORD), "-alias", name, "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=" + name, "-sigalg", "SHA256withECDSA"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(text);
    }
    return this;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  /** Writes a certificate as PEM. */
  void export(String name, Path folder) throws IOException, GeneralSecurityException {
    byte[] bytes = load().getCertificate(name).getEncoded();
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        folder.resolve(name + ".pem"),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  /** Signs a jar. */
  Path sign(Path jar, String name) throws IOException, GeneralSecurityException {
    KeyStore keys = load();
    List<Certificate> chain = List.of(keys.getCertificateChain(name));
    JarSigner signer =
        new JarSigner.Builder(
                (PrivateKey) keys.getKey(name, PASSWORD),
                CertificateFactory.getInstance("X.509").generateCertPath(chain))
            .signerName("SIGNER")
            .build();
    Path signed = jar.resolveSibling(name + "-" + jar.getFileName());
    try (ZipFile zip = new ZipFile(jar.toFile());
        OutputStream out = Files.newOutputStream(signed)) {
      signer.sign(zip, out);
    }
    return signed;
  }
}

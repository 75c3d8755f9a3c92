package governance.itest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys and signatures made as a plug-in's maker and an operator make them: by the JDK's tools. */
final class Signing {
  private static final String PASSWORD = "changeit";

  private final Path keys;

  Signing(Path folder) {
    keys = folder.resolve("keys.p12");
  }

  /** Makes a key; options are those of {@code keytool -genkeypair}. */
  Signing key(String name, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("keytool", "-genkeypair", "-alias", name));
    words.addAll(List.of("-dname", "CN=" + name, "-keyalg", "EC", "-keystore", keys.toString()));
    words.addAll(List.of("-storepass", PASSWORD));
    words.addAll(List.of(options));
    call(words);
    return this;
  }

  /** Lets the operator trust a key. */
  void trust(String name, Path folder) throws Exception {
    Path file = Files.createDirectories(folder).resolve(name + ".pem");
    call(
        List.of(
            "keytool",
            "-exportcert",
            "-rfc",
            "-alias",
            name,
            "-file",
            file.toString(),
            "-keystore",
            keys.toString(),
            "-storepass",
            PASSWORD));
  }

  /** Returns a jar, signed. */
  byte[] sign(byte[] jar, String name) throws Exception {
    Path file = Files.write(keys.resolveSibling("unsigned.jar"), jar);
    call(
        List.of(
            "jarsigner",
            "-keystore",
            keys.toString(),
            "-storepass",
            PASSWORD,
            file.toString(),
            name));
    return Files.readAllBytes(file);
  }

  private static void call(List<String> words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(words);
    command.set(0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(words.get(0) + ": " + text);
    }
  }
}

package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.data.DataSource;
import governance.itest.Distribution.Shell;
import governance.itest.TinyRuns.Ended;
import governance.itest.fixture.BrokenSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The folder plugins/ of a distribution as an operator uses it. */
@Timeout(180)
class PluginsFolderTest {
  @TempDir Path folder;

  private Distribution distribution;
  private Path plugins;

  @BeforeEach
  void link() throws IOException {
    distribution = new Distribution(folder);
    plugins = distribution.plugins();
  }

  /** Asks for the rejected ones until all are there that are expected. */
  private static String rejected(Shell shell, List<String> expected) throws Exception {
    String text = "";
    for (int attempt = 0; attempt < 60; attempt++) {
      text = String.join("\n", shell.ask("governance:list"));
      text = text.contains("rejected") ? text.substring(text.indexOf("rejected")) : "";
      if (expected.stream().allMatch(text::contains)) {
        return text;
      }
      Thread.sleep(100);
    }
    for (String one : expected) {
      assertTrue(text.contains(one), "expected " + one + " in:\n" + text);
    }
    return text;
  }

  @Test
  void whatCannotBeUsedIsListedWithItsReasonWhileTheRestWorks() throws Exception {
    LingeringBundle.of("1.0.0").drop(plugins, "good.jar");
    try (Shell shell = new Shell(distribution.start("shell"))) {
      awaitActive(shell, LingeringBundle.NAME);
      PluginJar.drop("no zip".getBytes(), plugins.resolve("nozip.jar"));
      LingeringBundle.of("1.0.0").file("x", "x").drop(plugins, "twin.jar");
      new PluginJar("acme.grammar", "1.0.0")
          .header("Import-Package", "com..acme;version=\"[1\"")
          .drop(plugins, "grammar.jar");
      new PluginJar("acme.throws", "1.0.0")
          .imports("governance.api", "governance.api.data")
          .contributes(Kind.DATA_SOURCE, "acme.throws", BrokenSource.class, DataSource.class)
          .drop(plugins, "throws.jar");
      new PluginJar("acme.lacking", "1.0.0").imports("com.acme.maths").drop(plugins, "lacking.jar");
      String text =
          rejected(
              shell,
              List.of(
                  "nozip.jar\n      BROKEN_BUNDLE: is no jar",
                  "twin.jar\n      SHADOWED: is bundle itest.lingering 1.0.0, which is installed",
                  "grammar.jar\n      BROKEN_BUNDLE: is not taken by the framework",
                  "FAILED_ACTIVATION: could not be made: java.lang.StackOverflowError",
                  "acme.lacking 1.0.0\n      UNRESOLVED: its bundle lacks package com.acme.maths"));
      assertFalse(text.contains("\n  good.jar"), text);
      String all = String.join("\n", shell.ask("governance:list --kind penalty"));
      assertTrue(all.contains("itest.term"), all);
      assertTrue(all.contains("fairness.demographic-parity"), all);
      assertEquals(0, shell.end());
    }
    Ended planned = TinyRuns.ended(distribution.start("plan", "finance"));
    assertEquals(0, planned.code(), planned.text());
  }

  @Test
  void onlyWhatIsSignedBySomebodyTrustedRunsWhereThatIsRequired() throws Exception {
    Path signers = folder.resolve("signers");
    Signing signing =
        new Signing(folder)
            .key("maker")
            .key("stranger")
            .key("old", "-startdate", "-30d", "-validity", "10");
    signing.trust("maker", signers);
    signing.trust("old", signers);
    drop("good.jar", signing.sign(plugin("acme.good"), "maker"));
    drop("strange.jar", signing.sign(plugin("acme.strange"), "stranger"));
    drop("old.jar", signing.sign(plugin("acme.old"), "old"));
    drop("altered.jar", altered(signing.sign(plugin("acme.altered"), "maker")));
    drop("unsigned.jar", plugin("acme.unsigned"));
    drop("importing.jar", LingeringBundle.of("1.0.0").bytes());
    Process process =
        distribution.start(List.of("-Dgovernance.plugins.signers=" + signers), "shell");
    try (Shell shell = new Shell(process)) {
      String text =
          rejected(
              shell,
              List.of(
                  "acme.strange 1.0.0\n      UNTRUSTED_SIGNER: is signed by CN=stranger",
                  "acme.old 1.0.0\n      EXPIRED_CERTIFICATE: the certificate of CN=old",
                  "acme.altered 1.0.0\n      TAMPERED: more.txt was added after signing",
                  "acme.unsigned 1.0.0\n      UNSIGNED: is not signed",
                  "penalty itest.term  itest.lingering 1.0.0\n      UNSIGNED: is not signed"));
      assertFalse(text.contains("acme.good"), text);
      String all = String.join("\n", shell.ask("governance:list --kind penalty"));
      assertTrue(all.contains("\n  fairness.demographic-parity"), all);
      String states = String.join("\n", shell.ask("lb -s acme"));
      assertEquals(1, states.lines().filter(line -> line.contains("|Active")).count(), states);
      // the operator comes to trust the stranger, and drops the jar again
      signing.trust("stranger", signers);
      drop("strange.jar", signing.sign(plugin("acme.strange"), "stranger"));
      awaitActive(shell, "acme.strange");
      assertEquals(0, shell.end());
    }
  }

  @Test
  void aJarThatIsNotTakenYetIsNotPassedOver() throws Exception {
    try (Shell shell = new Shell(distribution.start("shell"))) {
      Files.writeString(plugins.resolve("coming.jar"), "no zip");
      String text = String.join("\n", shell.ask("governance:list"));
      assertTrue(text.contains("rejected\n  coming.jar\n      "), text);
      assertEquals(0, shell.end());
    }
  }

  private static void awaitActive(Shell shell, String name) throws Exception {
    String states = "";
    for (int attempt = 0; attempt < 50; attempt++) {
      states = String.join("\n", shell.ask("lb -s " + name));
      if (states.contains("|Active")) {
        return;
      }
      Thread.sleep(100);
    }
    assertEquals("Active", states);
  }

  private void drop(String file, byte[] content) throws IOException {
    PluginJar.drop(content, plugins.resolve(file));
  }

  private static byte[] plugin(String name) throws IOException {
    return new PluginJar(name, "1.0.0").file("content.txt", name).bytes();
  }

  private static byte[] altered(byte[] jar) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(out);
      }
      out.putNextEntry(new ZipEntry("more.txt"));
    }
    return bytes.toByteArray();
  }

  @Test
  void replacingAndDeletingAJarHaltsTheRunThatUsesIt() throws Exception {
    Path jar = LingeringBundle.of("1.0.0").drop(plugins, "acme.jar");
    Path out = folder.resolve("runs");
    List<String> words = new ArrayList<>(LingeringBundle.run(out.toString()));
    words.addAll(List.of("--set", "train.epochs=40", "--set", "train.checkpointEvery=5"));
    Process process = distribution.start(words.toArray(String[]::new));
    await(process, out, "checkpoint");
    LingeringBundle.of("1.1.0").drop(plugins, "acme.jar");
    Ended halted = TinyRuns.ended(process);
    assertEquals(4, halted.code(), halted.text());
    assertTrue(halted.text().contains("contribution left: itest."), halted.text());
    String run = evidence(out).toString();

    Ended refused = TinyRuns.ended(distribution.start("resume", run));
    assertEquals(2, refused.code(), refused.text());
    assertTrue(refused.text().contains("is itest.lingering 1.1.0 ("), refused.text());
    assertTrue(refused.text().contains("governance plan " + run), refused.text());
    assertEquals(3, TinyRuns.ended(distribution.start("verify", run)).code());

    LingeringBundle.of("1.0.0").drop(plugins, "acme.jar");
    process = distribution.start("resume", run);
    await(process, out, "resumed");
    Files.delete(jar);
    Ended again = TinyRuns.ended(process);
    assertEquals(4, again.code(), again.text());

    LingeringBundle.of("1.0.0").drop(plugins, "acme.jar");
    Ended finished = TinyRuns.ended(distribution.start("resume", run));
    assertEquals(0, finished.code(), finished.text());
    Ended verified = TinyRuns.ended(distribution.start("verify", run));
    assertEquals(0, verified.code(), verified.text());
  }

  private static void await(Process process, Path out, String event) throws Exception {
    while (!happened(out, event)) {
      if (!process.isAlive()) {
        throw new IOException("the run ended early: " + TinyRuns.ended(process).text());
      }
      Thread.sleep(5);
    }
  }

  private static boolean happened(Path out, String event) throws IOException {
    if (!Files.isDirectory(out)) {
      return false;
    }
    try (Stream<Path> runs = Files.list(out)) {
      for (Path run : runs.filter(r -> !r.getFileName().toString().startsWith(".")).toList()) {
        Path log = run.resolve("events.jsonl");
        String type = "\"type\":\"" + event + '"';
        if (Files.exists(log) && Files.readString(log).contains(type)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Path evidence(Path out) throws IOException {
    try (Stream<Path> runs = Files.list(out)) {
      return runs.findFirst().orElseThrow();
    }
  }
}

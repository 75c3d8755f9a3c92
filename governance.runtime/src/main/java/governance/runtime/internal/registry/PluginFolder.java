package governance.runtime.internal.registry;

import governance.api.run.ContributionInfo;
import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import governance.runtime.internal.store.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;

/** The watched folder of plug-ins: which of its jars did not become bundles, and why. */
final class PluginFolder {
  /** The framework property that names the folder. */
  static final String PROPERTY = "governance.plugins.dir";

  /** Milliseconds after its last change in which a file may still be on its way. */
  private static final long SETTLING = 2_000;

  private final BundleContext context;
  private final Optional<Path> folder;

  PluginFolder(BundleContext context) {
    this.context = context;
    this.folder =
        Optional.ofNullable(context.getProperty(PROPERTY))
            .filter(f -> !f.isBlank())
            .map(f -> Path.of(f).toAbsolutePath().normalize())
            .filter(Files::isDirectory);
  }

  /** Returns whether a bundle came from this folder. */
  boolean holds(Bundle bundle) {
    return folder.isPresent()
        && file(bundle).filter(f -> folder.get().equals(f.getParent())).isPresent();
  }

  private static Optional<Path> file(Bundle bundle) {
    try {
      URI location = URI.create(bundle.getLocation());
      return "file".equals(location.getScheme()) && !location.isOpaque()
          ? Optional.of(Path.of(location).normalize())
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the jars of which no bundle came, each with the reason. */
  List<ContributionInfo> rejected() {
    if (folder.isEmpty()) {
      return List.of();
    }
    var installed =
        Arrays.stream(context.getBundles())
            .flatMap(b -> file(b).stream())
            .collect(Collectors.toSet());
    List<ContributionInfo> rejected = new ArrayList<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder.get(), "*.jar")) {
      for (Path jar : jars) {
        if (!installed.contains(jar.toAbsolutePath().normalize()) && Files.isRegularFile(jar)) {
          rejected.add(info(jar, settled(jar) ? reason(jar) : arriving()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rejected;
  }

  private static boolean settled(Path jar) throws IOException {
    long age = System.currentTimeMillis() - Files.getLastModifiedTime(jar).toMillis();
    return age < 0 || age > SETTLING;
  }

  /** A file that may be half written is not judged, but not passed over in silence either. */
  private static Rejection arriving() {
    return new Rejection(
        Code.NOT_AVAILABLE,
        "was changed less than " + SETTLING / 1_000 + " s ago and may still be on its way",
        "Look again in a moment");
  }

  private static ContributionInfo info(Path jar, Rejection why) {
    return new ContributionInfo(
        null, "", "any", jar.getFileName().toString(), "", Digests.of(jar), why);
  }

  private Rejection reason(Path jar) {
    Manifest manifest;
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      manifest = file.getManifest();
    } catch (IOException | SecurityException e) {
      return broken("is no jar, or its manifest is malformed: " + e.getMessage());
    }
    String name = manifest == null ? null : header(manifest, "Bundle-SymbolicName");
    if (name == null) {
      return broken("is a jar and no bundle: its manifest has no Bundle-SymbolicName");
    }
    String version = header(manifest, "Bundle-Version");
    for (Bundle bundle : context.getBundles()) {
      if (name.split(";", 2)[0].strip().equals(bundle.getSymbolicName())
          && bundle.getVersion().toString().equals(version(version))) {
        return new Rejection(
            Code.SHADOWED,
            "is bundle "
                + bundle.getSymbolicName()
                + " "
                + bundle.getVersion()
                + ", which is installed from "
                + bundle.getLocation(),
            "Remove one of the two files, or give the new build a version of its own");
      }
    }
    return uninstallable(jar);
  }

  private static String header(Manifest manifest, String name) {
    return manifest.getMainAttributes().getValue(name);
  }

  private static String version(String version) {
    try {
      return Version.parseVersion(version).toString();
    } catch (IllegalArgumentException e) {
      return version;
    }
  }

  /** Asks the framework itself what it does not like; nothing of the bundle is started. */
  private Rejection uninstallable(Path jar) {
    try (InputStream in = Files.newInputStream(jar)) {
      context.installBundle("governance:examined/" + jar.getFileName(), in).uninstall();
      return new Rejection(
          Code.NOT_AVAILABLE, "was not installed yet", "Wait a second, then look again");
    } catch (BundleException | IOException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return broken("is not taken by the framework: " + e.getMessage() + " (" + cause + ")");
    }
  }

  private static Rejection broken(String detail) {
    return new Rejection(
        Code.BROKEN_BUNDLE, detail, "Copy the jar again, or ask its maker for a whole one");
  }
}

package governance.itest;

import governance.itest.fixture.FaultyPenalty;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A third party's bundle with one penalty; two of the same version have the same bytes. */
final class PenaltyBundle {
  static final String ID = "itest.penalty";

  private static final String COMPONENT =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s">
        <implementation class="%s"/>
        <property name="governance.kind" value="PENALTY"/>
        <property name="governance.id" value="%s"/>
        <service scope="prototype"><provide interface="governance.api.train.Penalty"/></service>
      </scr:component>""";

  private PenaltyBundle() {}

  static Bundle start(BundleContext context, String version) throws IOException, BundleException {
    Bundle bundle =
        context.installBundle(
            "itest:penalty", new ByteArrayInputStream(bytes(context.getBundle(), version)));
    bundle.start();
    return bundle;
  }

  private static byte[] bytes(Bundle own, String version) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      ByteArrayOutputStream manifest = new ByteArrayOutputStream();
      manifest(version).write(manifest);
      add(jar, "META-INF/MANIFEST.MF", manifest.toByteArray());
      String xml = COMPONENT.formatted(ID, FaultyPenalty.class.getName(), ID);
      add(jar, "OSGI-INF/penalty.xml", xml.getBytes(StandardCharsets.UTF_8));
      String folder = FaultyPenalty.class.getPackageName().replace('.', '/');
      String classes = FaultyPenalty.class.getSimpleName() + "*.class";
      for (URL file : Collections.list(own.findEntries(folder, classes, false))) {
        try (InputStream in = file.openStream()) {
          add(jar, file.getPath().substring(1), in.readAllBytes());
        }
      }
    }
    return bytes.toByteArray();
  }

  private static Manifest manifest(String version) {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "itest.third-party");
    headers.putValue("Bundle-Version", version);
    headers.putValue(
        "Import-Package",
        "governance.api;version=\"[1,2)\",governance.api.model;version=\"[1,2)\","
            + "governance.api.train;version=\"[1,2)\"");
    headers.putValue(
        "Provide-Capability", "governance.contribution;kind=PENALTY;id=\"" + ID + "\"");
    headers.putValue("Service-Component", "OSGI-INF/penalty.xml");
    return manifest;
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTime(0);
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }
}

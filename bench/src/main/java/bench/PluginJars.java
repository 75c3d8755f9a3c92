package bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Plug-ins of third parties, each with some metrics that have a setting. */
final class PluginJars {
  private static final String TYPE = FixedMetric.class.getName();

  private static final String COMPONENT =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s">
        <implementation class="%2$s"/>
        <property name="governance.kind" value="METRIC"/>
        <property name="governance.id" value="%1$s"/>
        <property name="governance.settings" value="%1$s"/>
        <service scope="prototype"><provide interface="governance.api.evaluate.Metric"/></service>
      </scr:component>""";

  private static final String SETTINGS =
      """
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
        <OCD id="%s" name="Fixed" description="Always the same.">
          <AD id="share" type="Double" default="0.5" min="0" max="1" description="A share."/>
        </OCD>
      </metatype:MetaData>""";

  private PluginJars() {}

  static String id(int bundle, int metric) {
    return "acme.metric-" + bundle + "-" + metric;
  }

  static byte[] jar(int bundle, int metrics) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JarOutputStream jar = new JarOutputStream(bytes, manifest(bundle, metrics))) {
        for (int i = 0; i < metrics; i++) {
          String id = id(bundle, i);
          add(jar, "OSGI-INF/" + id + ".xml", COMPONENT.formatted(id, TYPE));
          add(jar, "OSGI-INF/metatype/" + id + ".xml", SETTINGS.formatted(id));
        }
        String file = TYPE.replace('.', '/') + ".class";
        try (InputStream in = FixedMetric.class.getClassLoader().getResourceAsStream(file)) {
          add(jar, file, in.readAllBytes());
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Manifest manifest(int bundle, int metrics) {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "acme.plugin-" + bundle);
    headers.putValue("Bundle-Version", "1.0.0");
    headers.putValue(
        "Import-Package",
        "governance.api;version=\"[1,2)\",governance.api.evaluate;version=\"[1,2)\"");
    headers.putValue("Service-Component", "OSGI-INF/*.xml");
    StringBuilder capabilities = new StringBuilder();
    for (int i = 0; i < metrics; i++) {
      capabilities.append(i == 0 ? "" : ",");
      capabilities.append("governance.contribution;kind=METRIC;id=\"" + id(bundle, i) + '"');
    }
    headers.putValue("Provide-Capability", capabilities.toString());
    return manifest;
  }

  private static void add(JarOutputStream jar, String name, String content) throws IOException {
    add(jar, name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }

  /** Puts a jar into a watched folder as the manual says: written beside, then renamed. */
  static void drop(byte[] jar, Path file) {
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.write(part, jar);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

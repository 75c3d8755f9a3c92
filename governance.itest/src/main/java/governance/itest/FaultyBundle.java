package governance.itest;

import governance.itest.fixture.BrokenSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * A bundle with two contributions that cannot be used: one waits for a service, one fails when it
 * is made.
 */
final class FaultyBundle {
  private static final String CLASS = BrokenSource.class.getName();

  private FaultyBundle() {}

  static Bundle install(BundleContext context) throws IOException, BundleException {
    Attributes headers = new Attributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "itest.faulty");
    headers.putValue("Bundle-Version", "3.2.1");
    headers.putValue(
        "Import-Package", "governance.api;version=\"[1,2)\",governance.api.data;version=\"[1,2)\"");
    headers.putValue("Provide-Capability", capability("waiting") + "," + capability("broken"));
    headers.putValue("Service-Component", "OSGI-INF/waiting.xml,OSGI-INF/broken.xml");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putAll(headers);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      String waits =
          "<reference name='it' interface='java.util.concurrent.Callable' target='(never=true)'/>";
      add(jar, "OSGI-INF/waiting.xml", component("waiting", waits));
      add(jar, "OSGI-INF/broken.xml", component("broken", ""));
      String file = CLASS.replace('.', '/') + ".class";
      try (InputStream in = FaultyBundle.class.getClassLoader().getResourceAsStream(file)) {
        add(jar, file, in.readAllBytes());
      }
    }
    return context.installBundle("itest:faulty", new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static String capability(String id) {
    return "governance.contribution;kind=DATA_SOURCE;id=\"itest." + id + "\"";
  }

  private static byte[] component(String id, String reference) {
    String xml =
        """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="itest.%s">
          <implementation class="%s"/>
          <property name="governance.kind" value="DATA_SOURCE"/>
          <property name="governance.id" value="itest.%s"/>
          <service scope="prototype"><provide interface="governance.api.data.DataSource"/></service>
          %s
        </scr:component>"""
            .formatted(id, CLASS, id, reference);
    return xml.getBytes(StandardCharsets.UTF_8);
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}

package governance.itest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Makes a third party's bundle of declared components and of classes of this bundle. */
final class ComponentBundle {
  private final String name;
  private final Map<String, byte[]> entries = new TreeMap<>();
  private final List<String> components = new ArrayList<>();
  private final List<String> capabilities = new ArrayList<>();

  ComponentBundle(String name) {
    this.name = name;
  }

  /** Adds the classes whose names begin so, with their nested ones. */
  ComponentBundle classes(Bundle from, Class<?>... types) {
    for (Class<?> type : types) {
      String folder = type.getPackageName().replace('.', '/');
      for (URL file :
          Collections.list(from.findEntries(folder, type.getSimpleName() + "*.class", false))) {
        try (InputStream in = file.openStream()) {
          entries.put(file.getPath().substring(1), in.readAllBytes());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return this;
  }

  /** Adds a component; {@code inner} are its elements between implementation and end. */
  ComponentBundle component(String component, String implementation, String policy, String inner) {
    String file = "OSGI-INF/" + component + ".xml";
    String xml =
        """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" configuration-policy="%s">
          <implementation class="%s"/>
          %s
        </scr:component>"""
            .formatted(component, policy, implementation, inner);
    entries.put(file, xml.getBytes(StandardCharsets.UTF_8));
    components.add(file);
    return this;
  }

  /** Adds a contribution. */
  ComponentBundle contribution(String kind, String id, Class<?> service, Class<?> type) {
    capabilities.add("governance.contribution;kind=" + kind + ";id=\"" + id + "\"");
    return component(
        id,
        type.getName(),
        "optional",
        "<property name=\"governance.kind\" value=\""
            + kind
            + "\"/><property name=\"governance.id\" value=\""
            + id
            + "\"/><service scope=\"prototype\"><provide interface=\""
            + service.getName()
            + "\"/></service>");
  }

  Bundle install(BundleContext context) throws BundleException {
    return context.installBundle("itest:" + name, new ByteArrayInputStream(bytes()));
  }

  private byte[] bytes() {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", name);
    headers.putValue("Bundle-Version", "1.0.0");
    headers.putValue("Service-Component", String.join(",", components));
    List<String> imports = new ArrayList<>();
    for (String part : List.of("", ".data", ".evaluate", ".model", ".train")) {
      imports.add("governance.api" + part + ";version=\"[1.1,2)\"");
    }
    imports.add("governance.api.party;version=\"[1.0,2)\"");
    headers.putValue("Import-Package", String.join(",", imports));
    if (!capabilities.isEmpty()) {
      headers.putValue("Provide-Capability", String.join(",", capabilities));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      manifest.write(head);
      add(jar, "META-INF/MANIFEST.MF", head.toByteArray());
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        add(jar, entry.getKey(), entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(JarOutputStream jar, String file, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(file);
    entry.setTime(0);
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }
}

package governance.runtime.internal.registry;

import governance.runtime.internal.settings.AnnotationDefaults;
import governance.runtime.internal.settings.MetatypeReader;
import governance.runtime.internal.settings.SettingsType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.osgi.framework.Bundle;

/**
 * The settings that bundles declare in {@code OSGI-INF/metatype}. Defaults are asked of the
 * annotation types themselves where they can be loaded: a document cannot carry every text, such as
 * a tab.
 */
final class BundleSettings {
  private final OfBundles<Known> known = new OfBundles<>(BundleSettings::read);

  /** Returns a type by its id; one without settings when the bundle declares none. */
  SettingsType of(Bundle bundle, String id) {
    Map<String, SettingsType> types = known.of(bundle).types;
    SettingsType type = types.get(id);
    return type == null ? types.getOrDefault(id.replace('$', '.'), SettingsType.NONE) : type;
  }

  /** Returns what is wrong with the bundle's documents, if something is. */
  Optional<String> fault(Bundle bundle) {
    return known.of(bundle).fault;
  }

  private static Known read(Bundle bundle) {
    Map<String, SettingsType> types = new HashMap<>();
    Enumeration<URL> files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
    for (URL file : files == null ? Collections.<URL>emptyList() : Collections.list(files)) {
      try (InputStream in = file.openStream()) {
        MetatypeReader.read(in).forEach((id, type) -> types.put(id, exact(bundle, id, type)));
      } catch (IOException | XMLStreamException | RuntimeException e) {
        String what = "the settings declared in " + file.getPath().substring(1);
        return new Known(Map.of(), Optional.of(what + " cannot be read: " + words(e)));
      }
    }
    return new Known(types, Optional.empty());
  }

  private static String words(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }

  private static SettingsType exact(Bundle bundle, String id, SettingsType type) {
    try {
      return AnnotationDefaults.in(type, bundle.loadClass(id));
    } catch (ClassNotFoundException | LinkageError | IllegalStateException e) {
      return type;
    }
  }

  private record Known(Map<String, SettingsType> types, Optional<String> fault) {}
}

package governance.runtime.internal.registry;

import governance.runtime.internal.settings.MetatypeReader;
import governance.runtime.internal.settings.SettingsType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.stream.XMLStreamException;
import org.osgi.framework.Bundle;

/** The settings that bundles declare in {@code OSGI-INF/metatype}. */
final class BundleSettings {
  private static final System.Logger LOG = System.getLogger(BundleSettings.class.getName());

  private final Map<Long, Known> known = new ConcurrentHashMap<>();

  /** Returns a type by its id; one without settings when the bundle declares none. */
  SettingsType of(Bundle bundle, String id) {
    Map<String, SettingsType> types =
        known.compute(
                bundle.getBundleId(),
                (b, k) ->
                    k != null && k.modified == bundle.getLastModified()
                        ? k
                        : new Known(bundle.getLastModified(), read(bundle)))
            .types;
    SettingsType type = types.get(id);
    return type == null ? types.getOrDefault(id.replace('$', '.'), SettingsType.NONE) : type;
  }

  private static Map<String, SettingsType> read(Bundle bundle) {
    Map<String, SettingsType> types = new HashMap<>();
    Enumeration<URL> files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
    for (URL file : files == null ? Collections.<URL>emptyList() : Collections.list(files)) {
      try (InputStream in = file.openStream()) {
        types.putAll(MetatypeReader.read(in));
      } catch (IOException | XMLStreamException | RuntimeException e) {
        LOG.log(Level.WARNING, "Cannot read the settings declared in " + file, e);
      }
    }
    return types;
  }

  private record Known(long modified, Map<String, SettingsType> types) {}
}

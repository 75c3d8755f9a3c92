package governance.runtime.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Bundle;

/** The component descriptions that a bundle's manifest names. */
final class Descriptors {
  static final String REMEDY = "Ask the maker for a bundle whose OSGI-INF is right";

  private Descriptors() {}

  /** Returns which of them is missing or malformed, if one is. */
  static Optional<String> fault(Bundle bundle) {
    String header = bundle.getHeaders("").get("Service-Component");
    if (header == null) {
      return Optional.of("its manifest names no component (Service-Component)");
    }
    for (String path : header.split(",")) {
      Optional<String> fault = fault(bundle, path.strip());
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fault(Bundle bundle, String path) {
    int slash = path.lastIndexOf('/');
    Enumeration<URL> files =
        bundle.findEntries(
            slash < 0 ? "/" : path.substring(0, slash), path.substring(slash + 1), false);
    List<URL> found = files == null ? List.of() : Collections.list(files);
    if (found.isEmpty() && !path.contains("*")) {
      return Optional.of(path + ", which its manifest names, is missing");
    }
    return found.stream().flatMap(file -> malformed(file).stream()).findFirst();
  }

  private static Optional<String> malformed(URL file) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    String name = file.getPath().substring(1);
    try (InputStream in = file.openStream()) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        xml.next();
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      String what = String.valueOf(e.getMessage()).lines().reduce((a, b) -> b).orElse("");
      return Optional.of(
          name + " line " + e.getLocation().getLineNumber() + " is malformed: " + what.strip());
    } catch (IOException e) {
      return Optional.of(name + " cannot be read: " + e.getMessage());
    }
  }
}

package governance.runtime.internal.settings;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads metatype documents (OSGi Compendium, chapter 105): the form in which a bundle carries the
 * annotation types of its settings. Texts are taken as they stand, without translation.
 */
public final class MetatypeReader {
  private final Map<String, SettingsType> types = new LinkedHashMap<>();
  private String id;
  private String name;
  private String description;
  private List<Setting> settings;
  private Attribute attribute;

  private MetatypeReader() {}

  /**
   * Returns the declared types by their ids.
   *
   * @throws XMLStreamException if the document is no well-formed XML
   */
  public static Map<String, SettingsType> read(InputStream document) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(document);
    MetatypeReader reader = new MetatypeReader();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        reader.begin(xml);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        reader.end(xml.getLocalName());
      }
    }
    return reader.types;
  }

  private void begin(XMLStreamReader xml) {
    switch (xml.getLocalName()) {
      case "OCD" -> {
        id = text(xml, "id");
        name = text(xml, "name");
        description = text(xml, "description");
        settings = new ArrayList<>();
      }
      case "AD" -> attribute = new Attribute(xml);
      case "Option" -> attribute.options.add(text(xml, "value"));
      default -> {
        // Designates and extensions say nothing about values.
      }
    }
  }

  private void end(String element) {
    if (element.equals("OCD")) {
      types.put(id, new SettingsType(name, description, settings));
    } else if (element.equals("AD")) {
      settings.add(attribute.setting());
    }
  }

  static String text(XMLStreamReader xml, String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? "" : value;
  }
}

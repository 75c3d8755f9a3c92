package governance.runtime.internal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.settings.Setting.Type;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class MetatypeReaderTest {
  /** As bnd 7.2.0 writes it. */
  private static final String DOCUMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
        <OCD id="acme.Cap$Config" name="Cap" description="A cap.">
          <AD id="cap" type="Double" name="Cap" min="0.5" max="1" default="0.9"/>
          <AD id="rows" type="Integer" name="Rows" description="how many" default="3"/>
          <AD id="name" type="String" name="Name" default="row\\ text"/>
          <AD id="separator" type="String" name="Separator" default="\t"/>
          <AD id="gap" type="String" default="SQUARED">
            <Option label="SQUARED" value="SQUARED"/>
            <Option label="ABSOLUTE" value="ABSOLUTE"/>
          </AD>
          <AD id="missing" type="String" cardinality="2147483647" default=",?,a\\,b"/>
          <AD id="none" type="Long" cardinality="2147483647" default=""/>
          <AD id="on" type="Boolean"/>
        </OCD>
      </metatype:MetaData>
      """;

  @interface Config {
    double cap() default 0.9;

    int rows() default 3;

    String name() default "row text";

    String separator() default "\t";

    Type gap() default Type.NUMBER;

    String[] missing() default {"", "?", "a,b"};

    long[] none() default {};

    boolean on();
  }

  private static SettingsType read(String document) throws XMLStreamException {
    Map<String, SettingsType> types =
        MetatypeReader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    return types.get("acme.Cap$Config");
  }

  private static Object fallback(SettingsType type, String key) {
    return type.find(key).orElseThrow().fallback();
  }

  @Test
  void readsTypesBoundsOptionsAndDefaults() throws XMLStreamException {
    SettingsType type = read(DOCUMENT);
    assertEquals("A cap.", type.description());
    Setting cap = type.find("cap").orElseThrow();
    assertEquals(Type.NUMBER, cap.type());
    assertEquals(0.5, cap.min());
    assertEquals(1, cap.max());
    assertEquals(0.9, cap.fallback());
    assertEquals(3L, fallback(type, "rows"));
    assertEquals("row text", fallback(type, "name"));
    assertEquals(List.of("SQUARED", "ABSOLUTE"), type.find("gap").orElseThrow().options());
    assertEquals(List.of("", "?", "a,b"), fallback(type, "missing"));
    assertEquals(List.of(), fallback(type, "none"));
    assertEquals(null, fallback(type, "on"));
  }

  @Test
  void theAnnotationsDefaultsAreExact() throws XMLStreamException {
    SettingsType type = AnnotationDefaults.in(read(DOCUMENT), Config.class);
    assertEquals("\t", fallback(type, "separator"));
    assertEquals("NUMBER", fallback(type, "gap"));
    assertEquals(List.of("", "?", "a,b"), fallback(type, "missing"));
    assertEquals(3L, fallback(type, "rows"));
    assertEquals(null, fallback(type, "on"));
  }

  @Test
  void entitiesOfOtherFilesAreNotRead() {
    String hostile =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a><OCD id=\"i\" name=\"n\"/>&x;</a>";
    XMLStreamException refused = assertThrows(XMLStreamException.class, () -> read(hostile));
    assertTrue(refused.getMessage().contains("x"), refused.getMessage());
  }
}

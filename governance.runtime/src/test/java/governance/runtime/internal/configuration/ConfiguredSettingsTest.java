package governance.runtime.internal.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Problem;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.Setting.Type;
import governance.runtime.internal.settings.SettingsType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredSettingsTest {
  private static final double NONE = Double.NaN;

  private static final SettingsType TYPE =
      new SettingsType(
          "",
          "",
          List.of(
              new Setting("cap", Type.NUMBER, false, 0.9, 0.5, 1, List.of(), ""),
              new Setting("rows", Type.WHOLE, false, 3L, 1, Integer.MAX_VALUE, List.of(), ""),
              new Setting("on", Type.BOOLEAN, false, null, NONE, NONE, List.of(), ""),
              new Setting("columns", Type.STRING, true, List.of(), NONE, NONE, List.of(), ""),
              new Setting("bounds", Type.NUMBER, true, List.of(), 0, NONE, List.of(), "")));

  private final List<Problem> problems = new ArrayList<>();

  private Map<String, Object> read(Map<String, Object> values) {
    problems.clear();
    Configured configured = new Configured("acme.cap", false, "acme.cap.cfg", values);
    return ConfiguredSettings.read(configured, TYPE, problems);
  }

  @Test
  void textsOfPropertyFilesGetTheDeclaredTypes() {
    assertEquals(
        Map.of(
            "cap",
            0.7,
            "rows",
            12L,
            "on",
            true,
            "columns",
            List.of("sex", "age>=25, or so"),
            "bounds",
            List.of(0.5, 2.0)),
        read(
            Map.of(
                "cap",
                "0.7",
                "rows",
                " 12 ",
                "on",
                "TRUE",
                "columns",
                "sex, age>=25\\, or so",
                "bounds",
                "0.5,2")));
    assertEquals(List.of(), problems);
    assertEquals(Map.of("columns", List.of()), read(Map.of("columns", "")));
  }

  @Test
  void typedValuesOfConfigurationAdminToo() {
    assertEquals(
        Map.of("cap", 0.7, "rows", 12L, "columns", List.of("sex"), "bounds", List.of(0.1)),
        read(
            Map.of(
                "cap",
                0.7f,
                "rows",
                (short) 12,
                "columns",
                new String[] {"sex"},
                "bounds",
                List.of(0.1f))));
    assertEquals(Map.of("bounds", List.of(1.0, 2.0)), read(Map.of("bounds", new int[] {1, 2})));
    assertEquals(List.of(), problems);
  }

  @Test
  void whatDoesNotFitIsAProblemAndNoValue() {
    assertEquals(Map.of("rows", 4L), read(Map.of("cap", "high", "rows", 4)));
    assertEquals(
        "configuration acme.cap setting cap (acme.cap.cfg): is \"high\"; allowed: a finite number"
            + " from 0.5 to 1",
        problems.get(0).message());
    assertEquals(Map.of(), read(Map.of("bounds", "0.5,-1")));
    assertEquals(1, problems.size(), problems::toString);
    assertEquals(Map.of(), read(Map.of("rows", 3_000_000_000L)));
    assertTrue(problems.get(0).message().contains("to 2147483647"), problems::toString);
    assertEquals(Map.of(), read(Map.of("on", "maybe")));
    assertTrue(problems.get(0).message().contains("true or false"), problems::toString);
    assertEquals(Map.of(), read(Map.of("cap", new double[] {0.6, 0.7})));
    assertEquals(1, problems.size(), problems::toString);
  }

  @Test
  void anInstanceOfAFactoryIsRefused() {
    Configured factory = new Configured("acme.cap", true, "Configuration Admin", Map.of("cap", 1));
    assertEquals(Map.of(), ConfiguredSettings.read(factory, TYPE, problems));
    assertTrue(problems.get(0).message().contains("is an instance of a factory"));
  }

  @Test
  void theRuntimeDeclaresItsOwn() {
    assertEquals(
        List.of(
            "dataDirectory",
            "modelDirectory",
            "shippedModelDirectory",
            "runsDirectory",
            "privacyDirectory",
            "keyringDirectory",
            "threads",
            "device"),
        RuntimeSettings.TYPE.keys());
    Configured own =
        new Configured(
            RuntimeSettings.PID,
            false,
            "",
            Map.of("dataDirectory", "/srv/data", "threads", "2", "device", "cpu"));
    RuntimeSettings settings = RuntimeSettings.of(Map.of(RuntimeSettings.PID, own));
    assertEquals(List.of(), settings.problems());
    assertEquals(Path.of("/srv/data"), settings.folder("dataDirectory").orElseThrow());
    assertTrue(settings.folder("modelDirectory").isEmpty());
    assertEquals(Map.of("threads", 2L, "device", "cpu"), settings.training());
  }
}

package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Jar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * A plug-in built against release 1.0.0 of the API, kept as it is, fits the API of this build; and
 * a deliberate break of each kind is noticed. {@code CompatibilityIT} runs the same bytes.
 */
class CompatibilityTest {

  private static final Path SAMPLE = Path.of("../cnf/compat/1.0.0/compat.sample-1.0.0.jar");

  @TempDir Path folder;
  private DoctoredApi api;

  @BeforeEach
  void prepare() throws Exception {
    api = new DoctoredApi(Files.createDirectory(folder.resolve("classes")));
  }

  private List<String> breaks(Jar changed) throws Exception {
    Path file = folder.resolve("api.jar");
    try (changed) {
      changed.write(file.toFile());
    }
    return Linkage.breaks(SAMPLE, file);
  }

  private void notices(Jar changed, String what) throws Exception {
    List<String> breaks = breaks(changed);
    assertTrue(breaks.stream().anyMatch(b -> b.contains(what)), breaks::toString);
  }

  @Test
  void thePluginOfRelease100LinksAgainstTheApiOfThisBuild() throws Exception {
    assertEquals(List.of(), Linkage.breaks(SAMPLE, DoctoredApi.built().toPath()));
  }

  @Test
  void theRangesThatItImportsHoldTheVersionsOfThisBuild() throws Exception {
    try (Jar plugin = new Jar(SAMPLE.toFile());
        Jar current = new Jar(DoctoredApi.built())) {
      Parameters exported =
          new Parameters(current.getManifest().getMainAttributes().getValue("Export-Package"));
      Parameters imported =
          new Parameters(plugin.getManifest().getMainAttributes().getValue("Import-Package"));
      assertTrue(imported.containsKey("governance.api.train"), imported::toString);
      for (Map.Entry<String, Attrs> each : imported.entrySet()) {
        if (each.getKey().startsWith("governance.")) {
          VersionRange range = new VersionRange(each.getValue().getVersion());
          Attrs offered = exported.get(each.getKey());
          assertTrue(offered != null, each.getKey() + " is gone");
          Version version = Version.parseVersion(offered.getVersion());
          assertTrue(range.includes(version), each.getKey() + " " + version + " not in " + range);
        }
      }
    }
  }

  @Test
  void anAbstractMethodOfWhatPluginsImplementIsNoticed() throws Exception {
    notices(
        api.adding("governance.api.train.Penalty", "void added();"),
        "Confidence does not implement added");
    notices(
        api.with(
            "governance.api.train.PenaltyTerm",
            s ->
                s.replace("@FunctionalInterface", "")
                    .replace("interface PenaltyTerm {", "interface PenaltyTerm { void added();")),
        "Confidence has a lambda that does not implement");
  }

  @Test
  void aMethodThatPluginsCallAndThatIsGoneIsNoticed() throws Exception {
    notices(
        api.with("governance.api.model.Tensor", s -> s.replace("clampMin(", "clampBelow(")),
        "calls governance.api.model.Tensor.clampMin");
    notices(
        api.with("governance.api.report.ReportModel", s -> s.replace("String run()", "int run()")),
        "calls governance.api.report.ReportModel.run");
  }

  @Test
  void aConstantThatIsGoneIsNoticed() throws Exception {
    notices(
        api.with("governance.api.evaluate.GateStatus", s -> s.replace("ERROR", "FAULT")),
        "uses governance/api/evaluate/GateStatus.ERROR");
  }

  @Test
  void whatMayBeAddedBreaksNothing() throws Exception {
    assertEquals(
        List.of(), breaks(api.adding("governance.api.train.Penalty", "default void added() {}")));
    assertEquals(
        List.of(), breaks(api.adding("governance.api.train.PenaltyContext", "void added();")));
  }
}

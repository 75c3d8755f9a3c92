package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.data.DataSource;
import governance.api.run.ContributionInfo;
import governance.api.run.ContributionInfo.Code;
import governance.api.run.RunService;
import governance.itest.fixture.BrokenSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Bundles that cannot be used: each is listed with its own reason, and nothing else changes. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class RejectionIT {
  private static final String ID = "itest.source";

  @InjectBundleContext BundleContext context;

  @InjectService RunService runs;

  private final List<Bundle> installed = new ArrayList<>();
  private List<ContributionInfo> before;

  @BeforeEach
  void remember() {
    before = runs.contributions();
    assertEquals(List.of(), before.stream().filter(c -> c.rejected() != null).toList());
  }

  @AfterEach
  void nothingElseIsDisturbed() throws Exception {
    List<ContributionInfo> others =
        runs.contributions().stream().filter(c -> !c.bundle().startsWith("itest.")).toList();
    assertEquals(before, others);
    for (Bundle bundle : installed) {
      bundle.uninstall();
    }
    assertEquals(before, runs.contributions());
  }

  private static PluginJar source(String version) {
    return new PluginJar("itest.rejected", version)
        .imports("governance.api", "governance.api.data")
        .contributes(Kind.DATA_SOURCE, ID, BrokenSource.class, DataSource.class);
  }

  private Bundle start(PluginJar jar) throws Exception {
    Bundle bundle = jar.install(context);
    installed.add(bundle);
    try {
      bundle.start();
    } catch (BundleException e) {
      assertEquals(Bundle.INSTALLED, bundle.getState(), e.getMessage());
    }
    return bundle;
  }

  private ContributionInfo.Rejection rejection(String version) {
    return runs.contributions().stream()
        .filter(c -> c.id().equals(ID) && c.version().equals(version))
        .findFirst()
        .orElseThrow()
        .rejected();
  }

  private void assertRejected(PluginJar jar, Code code, String detail) throws Exception {
    start(jar);
    ContributionInfo.Rejection why = rejection("1.0.0");
    assertEquals(code, why.code(), why.detail());
    assertTrue(why.detail().contains(detail), why.detail());
    assertFalse(why.remedy().isEmpty(), why.detail());
  }

  @Test
  void oneBuiltForAnotherVersionOfTheApi() throws Exception {
    assertRejected(
        source("1.0.0").imports("governance.api.train;version=\"[2,3)\""),
        Code.INCOMPATIBLE_SPI,
        "package governance.api.train [2.0.0,3.0.0), here is 1.");
  }

  @Test
  void oneThatLacksAPackage() throws Exception {
    assertRejected(
        source("1.0.0").imports("com.acme.maths;version=\"[1.2,2)\""),
        Code.UNRESOLVED,
        "its bundle lacks package com.acme.maths [1.2.0,2.0.0)");
  }

  @Test
  void oneThatLacksACapability() throws Exception {
    assertRejected(
        source("1.0.0").header("Require-Capability", "com.acme.licence;filter:=\"(seats>=5)\""),
        Code.UNRESOLVED,
        "com.acme.licence (seats>=5)");
  }

  @Test
  void oneThatNeedsABundleWhichIsNotResolvedItself() throws Exception {
    Bundle library =
        new PluginJar("itest.library", "1.0.0")
            .imports("com.acme.maths")
            .header("Export-Package", "com.acme.numbers;version=\"1.0\"")
            .install(context);
    installed.add(library);
    assertRejected(
        source("1.0.0").imports("com.acme.numbers"),
        Code.UNRESOLVED,
        "package com.acme.numbers [1.0.0,2.0.0), which bundle itest.library 1.0.0 has");
  }

  @Test
  void oneWhoseDescriptionIsMalformed() throws Exception {
    assertRejected(
        source("1.0.0").file("OSGI-INF/" + ID + ".xml", "<scr:component\n  <broken"),
        Code.BROKEN_DESCRIPTOR,
        "OSGI-INF/" + ID + ".xml line 2 is malformed");
  }

  @Test
  void oneWhoseDescriptionIsMissing() throws Exception {
    assertRejected(
        source("1.0.0").header("Service-Component", "OSGI-INF/nowhere.xml"),
        Code.BROKEN_DESCRIPTOR,
        "OSGI-INF/nowhere.xml, which its manifest names, is missing");
  }

  @Test
  void oneWhoseSettingsCannotBeRead() throws Exception {
    assertRejected(
        source("1.0.0").file("OSGI-INF/metatype/settings.xml", "<MetaData"),
        Code.BROKEN_DESCRIPTOR,
        "the settings declared in OSGI-INF/metatype/settings.xml cannot be read");
  }

  @Test
  void oneWhoseConstructorThrows() throws Exception {
    assertRejected(
        source("1.0.0"),
        Code.FAILED_ACTIVATION,
        "could not be made: java.lang.StackOverflowError: deliberate");
  }

  @Test
  void oneWhoseClassIsMissing() throws Exception {
    assertRejected(
        source("1.0.0")
            .file(
                "OSGI-INF/" + ID + ".xml",
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="x">
                  <implementation class="com.acme.Nowhere"/>
                  <property name="governance.kind" value="DATA_SOURCE"/>
                  <property name="governance.id" value="%s"/>
                  <service><provide interface="governance.api.data.DataSource"/></service>
                </scr:component>"""
                    .formatted(ID)),
        Code.FAILED_ACTIVATION,
        "com.acme.Nowhere");
  }

  @Test
  void oneThatWaitsForAService() throws Exception {
    String waits =
        "<reference name='it' interface='java.util.concurrent.Callable' target='(never=true)'/>";
    PluginJar jar =
        new PluginJar("itest.rejected", "1.0.0")
            .imports("governance.api", "governance.api.data")
            .contributes(Kind.DATA_SOURCE, ID, BrokenSource.class, DataSource.class, waits);
    assertRejected(
        jar,
        Code.UNSATISFIED,
        "its component waits for java.util.concurrent.Callable (never=true)");
  }

  @Test
  void oneThatWasStopped() throws Exception {
    Bundle bundle = start(source("1.0.0"));
    bundle.stop();
    assertEquals(Code.NOT_STARTED, rejection("1.0.0").code());
  }

  @Test
  void aSecondVersionOfWhatMayBeThereOnlyOnce() throws Exception {
    String once = "itest.rejected;singleton:=true";
    start(LingeringBundle.of("1.0.0").header("Bundle-SymbolicName", once));
    start(source("0.9.0").header("Bundle-SymbolicName", once));
    ContributionInfo.Rejection why = rejection("0.9.0");
    assertEquals(Code.SHADOWED, why.code(), why.detail());
    assertTrue(why.detail().contains("version 1.0.0 of its bundle runs"), why.detail());
  }

  @Test
  void oneWhoseIdAnotherHas() throws Exception {
    start(LingeringBundle.of("1.0.0"));
    start(LingeringBundle.of("1.1.0"));
    ContributionInfo.Rejection why = rejection("1.0.0");
    assertEquals(Code.SHADOWED, why.code(), why.detail());
    assertEquals(
        "bundle itest.lingering 1.1.0 has the same id and is used: the higher version",
        why.detail());
  }
}

package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.ContributionInfo;
import governance.api.run.RunService;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Every setting can be asked for and configured through the Metatype Service. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class MetatypeIT {
  @InjectBundleContext BundleContext context;

  @InjectService RunService runs;

  @InjectService MetaTypeService metatype;

  /** Looks through all bundles, as management agents do. */
  private Map<String, Bundle> pids() {
    Map<String, Bundle> pids = new TreeMap<>();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getState() == Bundle.ACTIVE) {
        for (String pid : metatype.getMetaTypeInformation(bundle).getPids()) {
          pids.put(pid, bundle);
        }
      }
    }
    return pids;
  }

  private ObjectClassDefinition definition(String pid) {
    Bundle bundle = pids().get(pid);
    return metatype.getMetaTypeInformation(bundle).getObjectClassDefinition(pid, null);
  }

  private static AttributeDefinition attribute(ObjectClassDefinition type, String id) {
    return Arrays.stream(type.getAttributeDefinitions(ObjectClassDefinition.ALL))
        .filter(a -> a.getID().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachContributionWithSettingsHasItsIdAsPid() throws Exception {
    TreeSet<String> declaring = new TreeSet<>();
    for (ServiceReference<?> reference :
        context.getAllServiceReferences(null, "(governance.settings=*)")) {
      if (!"void".equals(reference.getProperty("governance.settings"))) {
        declaring.add(reference.getProperty("governance.id").toString());
      }
    }
    assertTrue(declaring.size() > 20, declaring::toString);
    declaring.add("governance.runtime");
    declaring.removeAll(pids().keySet());
    assertEquals(List.of(), List.copyOf(declaring));
    List<String> ids = runs.contributions().stream().map(ContributionInfo::id).toList();
    assertTrue(ids.contains("fairness.demographic-parity"));
  }

  @Test
  void settingsHaveTypeDefaultRangeOptionsAndDescription() {
    ObjectClassDefinition parity = definition("fairness.demographic-parity");
    assertEquals("Rates of groups", parity.getName());
    assertTrue(
        parity.getDescription().startsWith("Penalises differences"), parity.getDescription());
    AttributeDefinition gap = attribute(parity, "gap");
    assertEquals(List.of("SQUARED", "UNBIASED", "ABSOLUTE"), List.of(gap.getOptionValues()));
    assertEquals(List.of("SQUARED"), List.of(gap.getDefaultValue()));
    assertEquals("", gap.validate("ABSOLUTE"));
    assertTrue(gap.validate("ABSOLUT").contains("Did you mean \"ABSOLUTE\"?"));
    AttributeDefinition least = attribute(parity, "minimumGroup");
    assertEquals(AttributeDefinition.LONG, least.getType());
    assertTrue(least.getDescription().contains("at least 1"), least.getDescription());
    assertTrue(least.validate("0").contains("allowed: a whole number of at least 1"));
    AttributeDefinition columns = attribute(parity, "columns");
    assertEquals(Integer.MAX_VALUE, columns.getCardinality());
    assertEquals("", columns.validate("sex,age>=25"));
    assertEquals(0, columns.getDefaultValue().length);
    AttributeDefinition threads = attribute(definition("governance.runtime"), "threads");
    assertTrue(threads.validate("-1").contains("from 0 to 4096"));
    assertNull(threads.getOptionValues());
  }

  @Test
  void whatLeavesIsNoLongerOffered() throws Exception {
    Bundle quality =
        Arrays.stream(context.getBundles())
            .filter(b -> b.getSymbolicName().equals("plugins.quality"))
            .findFirst()
            .orElseThrow();
    assertTrue(pids().containsKey("quality.calibration-error"));
    quality.stop();
    try {
      assertTrue(!pids().containsKey("quality.calibration-error"));
    } finally {
      quality.start();
    }
    assertTrue(pids().containsKey("quality.calibration-error"));
  }
}

package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.testkit.container.MissingServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** A missing service is explained by the chain of what is not satisfied. */
@ExtendWith(BundleContextExtension.class)
class MissingServicesIT {
  private static final String METRIC = "governance.api.evaluate.Metric";
  private static final String MINE = "(governance.id=itest.first)";

  @InjectBundleContext BundleContext context;

  private static String provides(String service, String level) {
    return "<property name=\"level\" value=\""
        + level
        + "\"/><service><provide interface=\""
        + service
        + "\"/></service>";
  }

  private static String needs(String service, String level) {
    return "<reference name=\"next\" interface=\""
        + service
        + "\" target=\"(level="
        + level
        + ")\"/>";
  }

  private Bundle chain(String lastPolicy, String last) throws Exception {
    return new ComponentBundle("itest.chain")
        .component(
            "first",
            "itest.First",
            "optional",
            "<property name=\"governance.id\" value=\"itest.first\"/>"
                + provides(METRIC, "1")
                + needs("java.util.function.Supplier", "2"))
        .component(
            "second",
            "itest.Second",
            "optional",
            provides("java.util.function.Supplier", "2")
                + needs("java.util.concurrent.Callable", "3"))
        .component(
            "third",
            "itest.Third",
            lastPolicy,
            provides("java.util.concurrent.Callable", "3") + last)
        .install(context);
  }

  @Test
  void theChainEndsWhereAConfigurationIsMissing() throws Exception {
    Bundle bundle = chain("require", "");
    try {
      bundle.start();
      assertEquals(
          """
          governance.api.evaluate.Metric (governance.id=itest.first) is missing
            first of itest.chain 1.0.0 waits for reference next
              java.util.function.Supplier (level=2) is missing
                second of itest.chain 1.0.0 waits for reference next
                  java.util.concurrent.Callable (level=3) is missing
                    third of itest.chain 1.0.0 waits for a configuration: third
          """,
          MissingServices.explain(context, METRIC, MINE));
    } finally {
      bundle.uninstall();
    }
  }

  @Test
  void aCircleIsToldOnce() throws Exception {
    Bundle bundle = chain("optional", needs("java.util.function.Supplier", "2"));
    try {
      bundle.start();
      String told = MissingServices.explain(context, METRIC, MINE);
      assertTrue(told.contains("as told above"), told);
      assertEquals(2, told.split("Supplier \\(level=2\\) is missing", -1).length - 1, told);
    } finally {
      bundle.uninstall();
    }
  }

  @Test
  void whatNobodyProvidesIsSaidWithTheBundlesThatAreNotStarted() throws Exception {
    assertEquals("", MissingServices.explain(context, METRIC, "(governance.id=quality.accuracy)"));
    Bundle bundle = chain("require", "");
    try {
      String told = MissingServices.explain(context, METRIC, "(governance.id=none)");
      assertTrue(told.contains("components that provide it have other properties: "), told);
      assertTrue(told.contains("bundles that are not started: itest.chain 1.0.0"), told);
      String nobody = MissingServices.explain(context, "acme.Unknown", null);
      assertTrue(nobody.contains("no component of a started bundle provides it"), nobody);
      assertThrows(
          IllegalArgumentException.class, () -> MissingServices.explain(context, METRIC, "(("));
    } finally {
      bundle.uninstall();
    }
  }
}

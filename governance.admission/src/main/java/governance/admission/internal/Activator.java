package governance.admission.internal;

import governance.admission.Admission;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;

/**
 * Requires signatures where the framework property {@value #SIGNERS} names a folder of
 * certificates; else admits every bundle.
 */
public final class Activator implements BundleActivator {
  /** The folder of the certificates that the operator trusts. */
  static final String SIGNERS = "governance.plugins.signers";

  /** Beginnings of locations, separated by commas, whose bundles need no signature. */
  static final String UNSIGNED = "governance.plugins.unsigned";

  @Override
  public void start(BundleContext context) {
    String folder = context.getProperty(SIGNERS);
    if (folder == null || folder.isBlank()) {
      Admission open = bundle -> Optional.empty();
      context.registerService(Admission.class, open, null);
      return;
    }
    SignedBundles signed =
        new SignedBundles(
            new TrustedSigners(Path.of(folder.strip())),
            new BundleSignature(context),
            new Exemptions(context.getBundle(), context.getProperty(UNSIGNED)));
    context.registerService(Admission.class, signed, null);
    context.registerService(
        ResolverHookFactory.class, triggers -> new Gate(signed, triggers), null);
  }

  @Override
  public void stop(BundleContext context) {
    // The framework takes the services back.
  }
}

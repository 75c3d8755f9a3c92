package governance.runtime.internal.audit;

import governance.admission.Admission;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The framework that this bundle runs in. */
public final class FrameworkInstallation implements Installation {
  private final BundleContext context;

  /** Looks at the framework of a bundle. */
  public FrameworkInstallation(BundleContext context) {
    this.context = context;
  }

  @Override
  public List<InstalledBundle> bundles() {
    Optional<Admission> admission =
        Optional.ofNullable(context.getServiceReference(Admission.class)).map(this::service);
    return Arrays.stream(context.getBundles())
        .<InstalledBundle>map(bundle -> new Of(bundle, admission))
        .toList();
  }

  private Admission service(ServiceReference<Admission> reference) {
    return context.getService(reference);
  }

  @Override
  public Optional<String> property(String name) {
    return Optional.ofNullable(context.getProperty(name));
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name));
  }

  @Override
  public List<String> jvmOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  private record Of(Bundle bundle, Optional<Admission> admission) implements InstalledBundle {
    @Override
    public String name() {
      return String.valueOf(bundle.getSymbolicName());
    }

    @Override
    public String version() {
      return bundle.getVersion().toString();
    }

    @Override
    public String location() {
      return bundle.getLocation();
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.ofNullable(bundle.getHeaders("").get(name));
    }

    @Override
    public List<String> files() {
      List<String> files = new ArrayList<>();
      if (bundle.getBundleId() != 0) {
        collect("/", files);
      }
      return files;
    }

    private void collect(String folder, List<String> files) {
      Enumeration<String> paths = bundle.getEntryPaths(folder);
      for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
        if (path.endsWith("/")) {
          collect(path, files);
        } else {
          files.add(path);
        }
      }
    }

    @Override
    public Optional<String> text(String path) {
      URL entry = bundle.getBundleId() == 0 ? null : bundle.getEntry(path);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = entry.openStream()) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public List<String> needs() {
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      List<BundleWire> wires = wiring == null ? null : wiring.getRequiredWires(null);
      return wires == null
          ? List.of()
          : wires.stream()
              .map(wire -> wire.getProvider().getBundle().getSymbolicName())
              .distinct()
              .sorted()
              .toList();
    }

    @Override
    public Optional<String> refusal() {
      return admission.flatMap(a -> a.refusal(bundle)).map(r -> r.reason() + ": " + r.detail());
    }
  }
}

package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.ContributionInfo;
import governance.api.run.RunService;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** A plug-in that is installed, used, updated and removed again and again leaves nothing behind. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
@Timeout(120)
class CyclesIT {
  private static final int CYCLES = 200;

  /** The first cycles load classes and fill caches of the framework. */
  private static final int WARM = 20;

  /** The memory that the cycles after those may leave in use, garbage of the framework included. */
  private static final long BOUND = 4L << 20;

  @InjectBundleContext BundleContext context;

  @InjectService RunService runs;

  @SuppressWarnings("rawtypes") // the contract between launcher and runtime
  @InjectService(filter = "(governance.cli=true)")
  ToIntFunction commands;

  @TempDir Path folder;

  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

  @Test
  void twoHundredCyclesLeaveNoClassLoaderAndNoMemory() throws Exception {
    byte[] one = LingeringBundle.of("1.0.0").bytes();
    byte[] two = LingeringBundle.of("1.1.0").bytes();
    Bundle engine = bundle("governance.engine");
    BundleWiring wiring = engine.adapt(BundleWiring.class);
    long modified = engine.getLastModified();
    List<ContributionInfo> before = runs.contributions();
    long used = 0;
    for (int i = 0; i < CYCLES; i++) {
      if (i == WARM) {
        used = used();
      }
      cycle(one, two, i % 50 == 0);
    }
    long left = used() - used;
    assertEquals(2 * CYCLES, loaders.size());
    assertEquals(0, alive(), "class loaders that are still there");
    assertTrue(left < BOUND, left / 1024 + " KiB left");
    assertEquals(before, runs.contributions());
    assertSame(wiring, engine.adapt(BundleWiring.class), "the engine was refreshed");
    assertTrue(wiring.isCurrent() && engine.getState() == Bundle.ACTIVE);
    assertEquals(modified, engine.getLastModified(), "the engine was updated");
  }

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(b -> name.equals(b.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  /** One life of a bundle; its contributions are listed, and now and then used by a run. */
  private void cycle(byte[] one, byte[] two, boolean run) throws Exception {
    Bundle bundle = context.installBundle("itest:cycle", new ByteArrayInputStream(one));
    bundle.start();
    assertUsable("1.0.0");
    if (run) {
      run();
    }
    remember(bundle);
    bundle.update(new ByteArrayInputStream(two));
    assertUsable("1.1.0");
    remember(bundle);
    bundle.uninstall();
  }

  private void remember(Bundle bundle) {
    loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
  }

  private void assertUsable(String version) {
    List<ContributionInfo> all =
        runs.contributions().stream()
            .filter(c -> c.bundle().equals(LingeringBundle.NAME))
            .filter(c -> c.rejected() == null && c.version().equals(version))
            .toList();
    assertEquals(8, all.size());
  }

  @SuppressWarnings("unchecked") // the contract between launcher and runtime
  private void run() throws Exception {
    Path out = Files.createTempDirectory(folder, "runs");
    String[] words = LingeringBundle.run(out.toString()).toArray(String[]::new);
    assertEquals(0, commands.applyAsInt(words));
  }

  private long alive() throws InterruptedException {
    for (int attempt = 0;
        attempt < 50 && loaders.stream().anyMatch(l -> l.get() != null);
        attempt++) {
      System.gc();
      Thread.sleep(20);
    }
    return loaders.stream().filter(l -> l.get() != null).count();
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

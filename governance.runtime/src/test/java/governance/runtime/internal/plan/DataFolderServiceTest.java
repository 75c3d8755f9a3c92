package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.data.DataFolder;
import governance.runtime.internal.configuration.Configurations;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

/** Where contributions are told that the data directory is. */
class DataFolderServiceTest {
  private final AtomicReference<String> property = new AtomicReference<>();

  private final BundleContext context =
      (BundleContext)
          Proxy.newProxyInstance(
              BundleContext.class.getClassLoader(),
              new Class<?>[] {BundleContext.class},
              (proxy, method, arguments) ->
                  Map.of("getProperty governance.data", property)
                      .getOrDefault(method.getName() + " " + arguments[0], new AtomicReference<>())
                      .get());

  @Test
  void theFolderIsThePlannersAndAskedForAtEachUse() {
    DataFolder data = new DataFolderService(context, Configurations.NONE);
    property.set("some/../sets");
    Path sets = Path.of("sets").toAbsolutePath();
    assertEquals(Optional.of(sets), data.folder());
    property.set("others");
    assertEquals(Optional.of(Path.of("others").toAbsolutePath()), data.folder());
    property.set(" ");
    String variable = System.getenv("GOVERNANCE_DATA");
    assertEquals(
        Optional.ofNullable(variable).map(v -> Path.of(v).toAbsolutePath().normalize()),
        data.folder());
  }
}

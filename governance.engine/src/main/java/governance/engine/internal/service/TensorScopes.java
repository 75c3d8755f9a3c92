package governance.engine.internal.service;

import governance.engine.TensorScope;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens tensor scopes. The library is loaded with the first one. */
@Component
public final class TensorScopes implements TensorScope.Factory {
  private final EngineConfiguration configuration;
  private Host host;

  /** Uses the library that the installation asks for. */
  @Activate
  public TensorScopes(@Reference EngineConfiguration configuration) {
    this.configuration = configuration;
  }

  /** Outside a framework: what system properties and the environment say. */
  public TensorScopes() {
    this(new EngineConfiguration());
  }

  @Override
  public synchronized TensorScope open() {
    if (host == null) {
      host = new Host(configuration.libtorch());
    }
    return new OwnScope(host);
  }

  @Deactivate
  synchronized void close() {
    if (host != null) {
      host.close();
      host = null;
    }
  }
}

package governance.engine.internal.service;

import governance.engine.TensorScope;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Opens tensor scopes. The library is loaded with the first one. */
@Component
public final class TensorScopes implements TensorScope.Factory {
  private Host host;

  @Override
  public synchronized TensorScope open() {
    if (host == null) {
      host = new Host();
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

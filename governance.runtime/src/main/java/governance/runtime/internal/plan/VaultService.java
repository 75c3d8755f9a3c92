package governance.runtime.internal.plan;

import governance.crypto.Keyrings;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.store.StoredFiles;
import governance.runtime.internal.vault.PlainModel;
import governance.runtime.internal.vault.Vault;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The vault of the framework; while it is there, encrypted files of runs can be read. */
@Component(service = Vault.class)
public final class VaultService extends Vault {
  /** Looks for the keyring of the installation at each use. */
  @Activate
  public VaultService(
      BundleContext context,
      @Reference Keyrings keyrings,
      @Reference Configurations configurations) {
    super(keyrings, () -> new Folders(context, configurations).keyring());
    StoredFiles.by(this);
    PlainModel.removeLeftovers();
  }

  @Deactivate
  void stop() {
    StoredFiles.without(this);
  }
}

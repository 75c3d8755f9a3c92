package governance.runtime.internal.plan;

import governance.api.data.DataFolder;
import governance.runtime.internal.configuration.Configurations;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The data directory for contributions. A component of its own: contributions wait for it, and the
 * planner for them.
 */
@Component
public final class DataFolderService implements DataFolder {
  private final Folders folders;

  /** Looks where the planner looks. */
  @Activate
  public DataFolderService(BundleContext context, @Reference Configurations configurations) {
    folders = new Folders(context, configurations);
  }

  @Override
  public Optional<Path> folder() {
    return folders.data();
  }
}

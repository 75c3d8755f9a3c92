package governance.runtime.internal.plan;

import governance.api.privacy.PrivacyAccountant;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.privacy.PrivacyLedger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The ledger of this installation, in the folder that is set for it or else in the one that holds
 * runs, whatever single runs take for theirs.
 */
@Component(service = Budgets.class)
public final class BudgetService implements Budgets {
  private static final String FILE = "privacy-ledger.jsonl";
  private static final String RUNS = "runs";

  private final BundleContext context;
  private final Folders folders;

  /** Looks up folders and accountants when they are needed. */
  @Activate
  public BudgetService(BundleContext context, @Reference Configurations configurations) {
    this.context = context;
    this.folders = new Folders(context, configurations);
  }

  @Override
  public Optional<PrivacyLedger> ledger() {
    Path folder =
        folders
            .named("governance.privacy", "GOVERNANCE_PRIVACY", "privacyDirectory")
            .or(() -> folders.configured("runsDirectory"))
            .orElseGet(() -> Path.of(RUNS).toAbsolutePath());
    return Optional.of(new PrivacyLedger(folder.resolve(FILE), Clock.systemUTC()));
  }

  /** Of two with a name the one that ranks higher. */
  @Override
  public Map<String, PrivacyAccountant> accountants() {
    List<ServiceReference<PrivacyAccountant>> references;
    try {
      references =
          context.getServiceReferences(PrivacyAccountant.class, null).stream()
              .sorted(Comparator.naturalOrder())
              .toList();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    Map<String, PrivacyAccountant> named = new TreeMap<>();
    for (ServiceReference<PrivacyAccountant> each : references) {
      PrivacyAccountant accountant = context.getService(each);
      if (accountant != null && each.getProperty(PrivacyAccountant.NAME) instanceof String name) {
        named.put(name, accountant);
      }
    }
    return named;
  }
}

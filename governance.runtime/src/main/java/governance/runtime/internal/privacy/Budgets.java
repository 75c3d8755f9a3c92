package governance.runtime.internal.privacy;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.privacy.PrivacyAccountant;
import java.util.Map;
import java.util.Optional;

/** The installation's ledger of privacy, and who computes with it. Asked for at each use. */
public interface Budgets {
  /** An installation that keeps no ledger. */
  Budgets NONE =
      new Budgets() {
        @Override
        public Optional<PrivacyLedger> ledger() {
          return Optional.empty();
        }

        @Override
        public Map<String, PrivacyAccountant> accountants() {
          return Map.of();
        }
      };

  /** Returns the ledger; empty where none is kept. */
  Optional<PrivacyLedger> ledger();

  /** Returns the accountants present, by name. */
  Map<String, PrivacyAccountant> accountants();

  /**
   * Returns the accountant of the ledger, the tightest one.
   *
   * @throws GovernanceException if there is none
   */
  default PrivacyAccountant accountant() {
    Map<String, PrivacyAccountant> all = accountants();
    return Optional.ofNullable(all.get("pld"))
        .or(() -> all.values().stream().findFirst())
        .orElseThrow(
            () ->
                new GovernanceException(
                    new Problem(
                        Remedy.INSTALL_BUNDLE,
                        "the ledger of privacy budgets",
                        "no accountant is installed that could add them up",
                        "",
                        "Install or start plugins.privacy")));
  }
}

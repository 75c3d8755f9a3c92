package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyBound;
import governance.api.privacy.PrivacyTarget;
import governance.api.run.RunRequest;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.plan.DataIdentity;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.plan.InspectionRequest;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.privacy.DataBudget;
import governance.runtime.internal.privacy.DataBudget.Use;
import governance.runtime.internal.privacy.DataKey;
import governance.runtime.internal.privacy.PrivacyLedger;
import governance.runtime.internal.privacy.Spend;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** The ledger for readers, and finding data in it. */
final class LedgerView {
  /** Characters of a digest that are shown, and the least that are taken for one. */
  private static final int SHORT = 12;

  private static final int LEAST = 8;

  private final CliContext context;
  private final PrivacyLedger ledger;

  LedgerView(CliContext context) {
    this.context = context;
    this.ledger =
        context
            .budgets()
            .ledger()
            .orElseThrow(
                () ->
                    new GovernanceException(
                        new Problem(
                            Remedy.FIX_CONFIGURATION, "privacy", "no ledger is kept", "", "")));
  }

  PrivacyLedger ledger() {
    return ledger;
  }

  /** Finds data by a digest in the ledger, or by the rows that a name or file stands for. */
  List<DataKey> find(String written) {
    if (written.matches("[0-9a-f]{" + LEAST + ",64}")) {
      Optional<DataBudget> known =
          ledger.budgets().stream().filter(b -> b.data().startsWith(written)).findFirst();
      if (known.isPresent()) {
        return List.of(known.get().key());
      }
    }
    return keys(context, written);
  }

  /** Returns what the ledger knows a file or data set by, one for each file of training rows. */
  static List<DataKey> keys(CliContext context, String written) {
    RunRequest rows = new RunRequest(written, Map.of(), Map.of(), Path.of("runs"));
    Resolution resolution = context.planner().inspect(InspectionRequest.rows(rows));
    if (!resolution.plan().runnable()) {
      throw new GovernanceException(resolution.plan().problems());
    }
    DataPlan plan = resolution.data().orElseThrow();
    return DataIdentity.of(plan, resolution.spec().orElseThrow().train().seed());
  }

  String text(List<DataBudget> budgets) {
    StringBuilder text = new StringBuilder();
    for (DataBudget budget : budgets) {
      text.append(head(budget)).append('\n');
      Table table = new Table("lllrl");
      for (Use use : budget.uses()) {
        table.row(
            seconds(use.time()),
            Fields.written(use.state()),
            use.by(),
            alone(budget, use),
            what(use));
      }
      text.append(table.render("  "));
    }
    return budgets.isEmpty() ? "No data set has spent or is limited.\n" : text.toString();
  }

  private static String seconds(String time) {
    return time.replaceAll("\\.\\d+Z", "Z");
  }

  private String head(DataBudget budget) {
    String limit =
        budget
            .limit()
            .map(l -> " of " + PrivacyOptions.number(l.epsilon()))
            .orElse(", without a limit");
    return "%s (%s): spent epsilon %s%s, at delta %s"
        .formatted(
            budget.name(),
            budget.data().substring(0, SHORT),
            number(spent(budget).upper()),
            limit,
            PrivacyOptions.number(budget.delta()));
  }

  private PrivacyBound spent(DataBudget budget) {
    return budget.uses().isEmpty()
        ? new PrivacyBound(0, 0)
        : budget.spent(context.budgets().accountant());
  }

  private String alone(DataBudget budget, Use use) {
    return number(cost(budget, use).upper());
  }

  private PrivacyBound cost(DataBudget budget, Use use) {
    PrivacyAccountant accountant = context.budgets().accountant();
    return accountant.epsilon(use.spend().phases(), use.spend().releases(), budget.delta());
  }

  private static String number(double epsilon) {
    return Double.isInfinite(epsilon)
        ? "unbounded"
        : PrivacyOptions.number(epsilon == 0 ? 0 : Rounding.up(epsilon));
  }

  private static String what(Use use) {
    StringJoiner parts = new StringJoiner("; ");
    for (NoisePhase p : use.spend().phases()) {
      parts.add(
          "%d steps, noise %s, rate %s"
              .formatted(
                  p.steps(), PrivacyOptions.number(p.noise()), PrivacyOptions.number(p.rate())));
    }
    for (PrivacyTarget r : use.spend().releases()) {
      parts.add(
          "released with epsilon %s, delta %s"
              .formatted(PrivacyOptions.number(r.epsilon()), PrivacyOptions.number(r.delta())));
    }
    return parts.toString();
  }

  /** Returns one budget as it is, several in a list. */
  Map<String, Object> tree(List<DataBudget> budgets) {
    return budgets.size() == 1
        ? tree(budgets.get(0))
        : Tree.of("sets", budgets.stream().map(this::tree).toList());
  }

  Map<String, Object> tree(DataBudget budget) {
    List<Object> uses = new ArrayList<>();
    budget.uses().forEach(use -> uses.add(tree(budget, use)));
    PrivacyBound spent = spent(budget);
    return Tree.of(
        "data", budget.data(),
        "name", budget.name(),
        "epsilonUpper", finite(spent.upper()),
        "epsilonLower", spent.lower(),
        "delta", budget.delta(),
        "limit", budget.limit().map(PrivacyTarget::epsilon).orElse(null),
        "uses", uses);
  }

  private Map<String, Object> tree(DataBudget budget, Use use) {
    Spend spend = use.spend();
    return Tree.of(
        "by", use.by(),
        "time", use.time(),
        "state", Fields.written(use.state()),
        "epsilonAlone", finite(cost(budget, use).upper()),
        "phases",
            spend.phases().stream()
                .map(p -> Tree.of("noise", p.noise(), "rate", p.rate(), "steps", p.steps()))
                .toList(),
        "releases",
            spend.releases().stream()
                .map(r -> Tree.of("epsilon", r.epsilon(), "delta", r.delta()))
                .toList());
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}

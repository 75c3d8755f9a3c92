package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyBound;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.ServiceOwner;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.privacy.EpsilonWords;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Asks the accountant that is named and prints what it answers. */
final class PrivacyAnswer {
  private final CliContext context;
  private final PrivacyOptions options;
  private final PrivacyAccountant accountant;

  PrivacyAnswer(CliContext context, PrivacyOptions options) {
    this.context = context;
    this.options = options;
    Map<String, PrivacyAccountant> all = context.budgets().accountants();
    accountant = all.get(options.accountant());
    if (all.isEmpty()) {
      throw ServiceOwner.missing(
          "privacy", "no accountant is installed", "Install or start plugins.privacy");
    }
    if (accountant == null) {
      throw GovernanceException.spec(
          "--accountant",
          "got " + options.accountant(),
          String.join(", ", all.keySet()),
          Suggestion.advice(options.accountant(), List.copyOf(all.keySet()), ""));
    }
  }

  /** Asks; what an accountant throws is its failure, not ours. */
  <T> T ask(Function<PrivacyAccountant, T> question) {
    return Border.call(
        ServiceOwner.of(accountant, options.accountant()), () -> question.apply(accountant));
  }

  /**
   * Prints an answer with the ε that follows from it.
   *
   * @param name what was asked for
   * @param value its value
   * @param bound ε
   * @param given what was given, by name
   */
  int print(String name, Number value, PrivacyBound bound, Map<String, Object> given) {
    if (Double.isInfinite(bound.upper())) {
      throw GovernanceException.spec(
          "--noise", "no epsilon was found for it", "", "Use more noise or another accountant");
    }
    List<String> warnings = EpsilonWords.warnings(bound.upper());
    if (options.json()) {
      context.terminal().out().print(JsonText.write(tree(name, value, bound, given, warnings)));
      return Exit.OK;
    }
    context.terminal().out().println(name + " " + text(value));
    String least =
        bound.lower() > 0
            ? ", at least " + PrivacyOptions.number(Rounding.down(bound.lower()))
            : "";
    String delta = PrivacyOptions.number(options.delta());
    context
        .terminal()
        .out()
        .println(
            "epsilon is at most %s%s, at delta %s (%s; add or remove a row, Poisson sampling)"
                .formatted(
                    PrivacyOptions.number(Rounding.up(bound.upper())),
                    least,
                    delta,
                    options.accountant()));
    warnings.forEach(w -> context.terminal().out().println("warning: " + w));
    return Exit.OK;
  }

  private static String text(Number value) {
    return value instanceof Long steps
        ? steps.toString()
        : PrivacyOptions.number(Rounding.up(value.doubleValue()));
  }

  private Map<String, Object> tree(
      String name,
      Number value,
      PrivacyBound bound,
      Map<String, Object> given,
      List<String> warnings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(name, value);
    tree.put("epsilonUpper", bound.upper());
    tree.put("epsilonLower", bound.lower() > 0 ? bound.lower() : null);
    tree.put("delta", options.delta());
    tree.put("accountant", options.accountant());
    tree.put("adjacency", "add-or-remove-one");
    tree.put("sampling", "poisson");
    tree.put("given", given);
    tree.put("warnings", warnings);
    return tree;
  }
}

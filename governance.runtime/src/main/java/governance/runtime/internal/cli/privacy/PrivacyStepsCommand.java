package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyBound;
import governance.api.privacy.PrivacyTarget;
import governance.runtime.internal.cli.command.CliContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Computes steps. */
@Command(
    name = "steps",
    header = "Computes the greatest number of steps that keeps a target.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance privacy steps --epsilon 3 --noise 1.1 --rate 0.01 --delta 1e-5",
      "  governance privacy steps --epsilon 3 --noise 1.1 --rate 0.01 --rows 60000 --json"
    })
final class PrivacyStepsCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private TargetOption epsilon;

  @Mixin private NoiseOption noise;

  @Mixin private PrivacyOptions options;

  PrivacyStepsCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    options.check().epsilon(epsilon.get()).noise(noise.get()).rate(options.rate()).complain();
    PrivacyAnswer answer = new PrivacyAnswer(context, options);
    PrivacyTarget target = new PrivacyTarget(epsilon.get(), options.delta());
    long steps =
        answer
            .ask(a -> a.steps(noise.get(), options.rate(), target))
            .orElseThrow(() -> unreachable(answer));
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("epsilon", epsilon.get());
    given.put("noise", noise.get());
    given.put("rate", options.rate());
    return answer.print("steps", steps, cost(answer, steps), given);
  }

  private PrivacyBound cost(PrivacyAnswer answer, long steps) {
    List<NoisePhase> phases = List.of(new NoisePhase(noise.get(), options.rate(), steps));
    return answer.ask(a -> a.epsilon(phases, options.delta()));
  }

  private GovernanceException unreachable(PrivacyAnswer answer) {
    return GovernanceException.spec(
        "--epsilon",
        PrivacyOptions.number(epsilon.get())
            + " is out of reach: one step costs "
            + PrivacyOptions.number(cost(answer, 1).upper()),
        "",
        "Use more noise, a smaller rate, or a greater epsilon or delta");
  }
}

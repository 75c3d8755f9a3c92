package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyTarget;
import governance.runtime.internal.cli.command.CliContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Computes noise. */
@Command(
    name = "noise",
    header = "Computes the least noise with which steps keep a target.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance privacy noise --epsilon 3 --rate 0.01 --steps 1000 --delta 1e-5",
      "  governance privacy noise --epsilon 3 --rate 0.01 --steps 1000 --rows 60000 --json"
    })
final class PrivacyNoiseCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private TargetOption epsilon;

  @Mixin private StepsOption steps;

  @Mixin private PrivacyOptions options;

  PrivacyNoiseCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    options.check().epsilon(epsilon.get()).rate(options.rate()).steps(steps.get()).complain();
    PrivacyAnswer answer = new PrivacyAnswer(context, options);
    PrivacyTarget target = new PrivacyTarget(epsilon.get(), options.delta());
    double found =
        answer
            .ask(a -> a.noise(options.rate(), steps.get(), target))
            .orElseThrow(
                () ->
                    GovernanceException.spec(
                        "--epsilon",
                        PrivacyOptions.number(epsilon.get())
                            + " is out of reach, whatever the noise",
                        "",
                        "Choose a greater epsilon or delta, a smaller rate or fewer steps"));
    double noise = Rounding.up(found);
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("epsilon", epsilon.get());
    given.put("rate", options.rate());
    given.put("steps", steps.get());
    List<NoisePhase> phases = List.of(new NoisePhase(noise, options.rate(), steps.get()));
    return answer.print("noise", noise, answer.ask(a -> a.epsilon(phases, options.delta())), given);
  }
}

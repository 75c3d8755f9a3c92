package governance.runtime.internal.cli;

import governance.api.GovernanceException;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      required = true,
      description = "The target, usually 1 to 8.")
  private double epsilon;

  @Option(
      names = "--rate",
      paramLabel = "Q",
      required = true,
      description = "Probability with which a row takes part in a step: batch size over rows.")
  private double rate;

  @Option(names = "--steps", paramLabel = "K", required = true, description = "Number of steps.")
  private long steps;

  @Mixin private PrivacyOptions options;

  PrivacyNoiseCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    options.check().epsilon(epsilon).rate(rate).steps(steps).complain();
    PrivacyAnswer answer = new PrivacyAnswer(context, options);
    PrivacyTarget target = new PrivacyTarget(epsilon, options.delta());
    double found =
        answer
            .ask(a -> a.noise(rate, steps, target))
            .orElseThrow(
                () ->
                    GovernanceException.spec(
                        "--epsilon",
                        PrivacyOptions.number(epsilon) + " is out of reach, whatever the noise",
                        "",
                        "Choose a greater epsilon or delta, a smaller rate or fewer steps"));
    double noise = Rounding.up(found);
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("epsilon", epsilon);
    given.put("rate", rate);
    given.put("steps", steps);
    List<NoisePhase> phases = List.of(new NoisePhase(noise, rate, steps));
    return answer.print("noise", noise, answer.ask(a -> a.epsilon(phases, options.delta())), given);
  }
}

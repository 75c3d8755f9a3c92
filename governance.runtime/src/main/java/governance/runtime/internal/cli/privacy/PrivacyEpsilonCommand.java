package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyBound;
import governance.runtime.internal.cli.command.CliContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes ε. */
@Command(
    name = "epsilon",
    header = "Computes epsilon of steps with noise.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance privacy epsilon --noise 1.1 --rate 0.01 --steps 1000 --delta 1e-5",
      "  governance privacy epsilon --noise 1.1 --rate 0.01 --steps 1000 --delta 1e-5 \\",
      "      --phase 2,0.05,100 --phase 10,1,1"
    })
final class PrivacyEpsilonCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private NoiseOption noise;

  @Mixin private StepsOption steps;

  @Option(
      names = "--phase",
      paramLabel = "S,Q,K",
      description = "Noise, rate and steps of a further phase on the same rows. Several times.")
  private List<String> further = new ArrayList<>();

  @Mixin private PrivacyOptions options;

  PrivacyEpsilonCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<NoisePhase> phases =
        new ArrayList<>(List.of(new NoisePhase(noise.get(), options.rate(), steps.get())));
    further.forEach(written -> phases.add(phase(written)));
    options.check();
    phases.forEach(p -> options.noise(p.noise()).rate(p.rate()).steps(p.steps()));
    options.complain();
    PrivacyAnswer answer = new PrivacyAnswer(context, options);
    PrivacyBound bound = answer.ask(a -> a.epsilon(phases, options.delta()));
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("phases", phases.stream().map(PrivacyEpsilonCommand::tree).toList());
    return answer.print("epsilon", bound.upper(), bound, given);
  }

  private static NoisePhase phase(String written) {
    String[] parts = written.split(",");
    try {
      if (parts.length == 3) {
        return new NoisePhase(
            Double.parseDouble(parts[0].strip()),
            Double.parseDouble(parts[1].strip()),
            Long.parseLong(parts[2].strip()));
      }
    } catch (NumberFormatException e) {
      // told below, with what is allowed
    }
    throw GovernanceException.spec(
        "--phase", "got \"" + written + "\"", "NOISE,RATE,STEPS such as 1.1,0.01,1000", "");
  }

  private static Map<String, Object> tree(NoisePhase phase) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("noise", phase.noise());
    tree.put("rate", phase.rate());
    tree.put("steps", phase.steps());
    return tree;
  }
}

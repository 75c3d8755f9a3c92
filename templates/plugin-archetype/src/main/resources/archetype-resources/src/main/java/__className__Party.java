package ${package};

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.party.PartyModel;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** A party that says yes to texts with a certain word, with probability 0.9. Ask your model here. */
@Component
@Contribution(
    kind = Kind.PARTY,
    id = "${id}",
    description = "A party that says yes to texts with a certain word.")
public final class ${className}Party implements PartyModel {
  private static final Set<String> CLASSES = Set.of("no", "yes");

  @Override
  public double[][] probabilities(List<String> texts, List<String> classes, Settings settings) {
    if (!Set.copyOf(classes).equals(CLASSES)) {
      throw GovernanceException.spec(
          "${id}", "classes " + classes, CLASSES.toString(), "Ask a party of these classes");
    }
    double[][] answer = new double[texts.size()][2];
    for (int i = 0; i < answer.length; i++) {
      double yes = texts.get(i).contains("loan") ? 0.9 : 0.1;
      answer[i][classes.indexOf("yes")] = yes;
      answer[i][classes.indexOf("no")] = 1 - yes;
    }
    return answer;
  }
}

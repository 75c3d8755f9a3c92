package ${package};

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.model.PartyModel;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** A party without an opinion: every class is as probable as any other. Ask your model here. */
@Component
@Contribution(
    kind = Kind.PARTY,
    id = "${id}",
    description = "A party for which every class is as probable as any other.")
public final class ${className}Party implements PartyModel {
  @Override
  public double[][] probabilities(List<String> texts, List<String> classes, Settings settings) {
    double[][] answer = new double[texts.size()][classes.size()];
    for (double[] row : answer) {
      Arrays.fill(row, 1.0 / classes.size());
    }
    return answer;
  }
}

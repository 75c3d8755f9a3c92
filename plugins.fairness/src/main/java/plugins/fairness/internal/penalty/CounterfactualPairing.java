package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.OwnBuffer;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.transform.text.Swapper;

/**
 * A text and the same text with its terms exchanged (he and she) get the same logits: the mean over
 * the rows of a batch of the distance between the two, 0 for a row without a term (counterfactual
 * logit pairing, Garg et al. 2019, arXiv 1809.10610, equation 2). At least 0. A second pass is
 * needed for the exchanged texts, so only a share of the rows is drawn; the value is scaled to all.
 * A pass costs something whatever its rows, so the rows of several steps are passed together in the
 * last of them, with a gradient for all of them; in the others the term has its last value.
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = CounterfactualPairing.ID,
    tasks = Task.SEQUENCE_CLASSIFICATION,
    settings = CounterfactualPairing.Config.class)
public final class CounterfactualPairing implements Penalty {
  static final String ID = "fairness.counterfactual-pairing";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Counterfactual logit pairing",
      description = "Penalises logits that change when gendered words and names are exchanged.")
  @interface Config {
    /** The language. */
    @AttributeDefinition(
        description =
            "en: built-in English terms, and rules for pronouns, titles and proper names; any"
                + " other: only the pairs that are given.")
    String language() default "en";

    /** Whether first names are exchanged. */
    @AttributeDefinition(description = "Whether the built-in pairs of English first names count.")
    boolean names() default true;

    /** More terms. */
    @AttributeDefinition(
        description =
            "Pairs of words to be exchanged as well: word=word, or word>word for one direction.")
    String[] pairs() default {};

    /** How far logits are apart. */
    @AttributeDefinition(
        description =
            "ABSOLUTE: mean absolute difference of logits; SQUARED: mean squared difference;"
                + " COSINE: 1 less the cosine of their angle.")
    Distance distance() default Distance.ABSOLUTE;

    /** Share of a batch's rows that get a second pass. */
    @AttributeDefinition(
        min = "0",
        max = "1",
        description =
            "Share of the rows of a batch that are passed through the model a second time, drawn from"
                + " those with a term; at least one row. The more rows, the slower.")
    double share() default 0.03125;

    /** Every how many steps rows are passed a second time. */
    @AttributeDefinition(
        min = "1",
        max = "100",
        description =
            "Every how many steps rows are passed a second time: as many as would be in all of these"
                + " steps, at most a batch of them, with a gradient to match. Between, the term keeps"
                + " its value.")
    int every() default 4;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    Config config = setup.settings(Config.class);
    if (!(config.share() > 0 && config.share() <= 1)) {
      throw GovernanceException.spec(
          ID + " setting share", "is " + config.share(), "above 0, at most 1", "Set 0.03125 or 1");
    }
    Swapper swap = Swapper.of(config.language(), config.names(), config.pairs(), ID);
    int every = (int) Math.max(1, Math.min(config.every(), Math.floor(1 / config.share() + 1e-9)));
    return new Term(swap, config.distance(), config.share(), every, setup.seed());
  }

  private record Term(Swapper swap, Distance distance, double share, int every, long seed)
      implements PenaltyTerm {
    private static final String VALUE = "value";

    @Override
    public List<OwnBuffer> buffers() {
      return every == 1 ? List.of() : List.of(OwnBuffer.of(VALUE, 0));
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      if (every == 1) {
        return passed(batch);
      }
      if ((batch.step() + 1) % every != 0) {
        return batch.logits().sum().mul(0).add(batch.buffer(VALUE));
      }
      Tensor value = passed(batch);
      Tensor still = value.detach();
      batch.keep(VALUE, still);
      return value.mul(every).sub(still.mul(every - 1));
    }

    private Tensor passed(PenaltyContext batch) {
      List<Integer> rows = new ArrayList<>();
      List<String> swapped = new ArrayList<>();
      List<String> texts = batch.texts();
      for (int i = 0; i < texts.size(); i++) {
        String other = swap.swapped(texts.get(i));
        swapped.add(other);
        if (!other.equals(texts.get(i))) {
          rows.add(i);
        }
      }
      if (rows.isEmpty()) {
        return batch.logits().sum().mul(0);
      }
      int most = Math.max(1, (int) Math.floor(share * every * batch.size()));
      double scale = (double) rows.size() / batch.size();
      List<Integer> drawn = draw(rows, most, batch.step());
      return pairwise(batch, drawn, drawn.stream().map(swapped::get).toList()).mul(scale);
    }

    private List<Integer> draw(List<Integer> rows, int most, long step) {
      if (rows.size() <= most) {
        return rows;
      }
      List<Integer> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, new Random(seed * 31 + step));
      return shuffled.subList(0, most);
    }

    private Tensor pairwise(PenaltyContext batch, List<Integer> rows, List<String> texts) {
      Tensor logits = batch.logits();
      double[] places = rows.stream().mapToDouble(Integer::doubleValue).toArray();
      Tensor original = logits.select(0, logits.constant(places, places.length));
      return distance.of(original, batch.forward(batch.encode(texts))).mean();
    }
  }
}

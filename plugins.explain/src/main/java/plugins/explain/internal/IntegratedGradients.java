package plugins.explain.internal;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.explain.ExplainedModel;
import governance.api.explain.Explainer;
import governance.api.explain.Explanation;
import governance.api.model.Batch;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Integrated gradients over the word embeddings: for each token (x − x′) · ∫₀¹ ∂f(x′ + α (x − x′))
 * / ∂x dα, summed over the hidden dimensions, where f is the output of the predicted class and x′
 * an input that says nothing. The scores of a text sum to f(x) − f(x′); how far they miss it is the
 * reported error. Source: Sundararajan et al. 2017, arXiv 1703.01365, equation 1 and axiom of
 * completeness.
 */
@Component
@Contribution(
    kind = Kind.EXPLAINER,
    id = "explain.integrated-gradients",
    settings = IntegratedGradients.Config.class,
    needs = Need.WORD_EMBEDDINGS)
public final class IntegratedGradients implements Explainer {
  /** What is explained. */
  enum Output {
    /** The logit of the class. */
    LOGIT,
    /** Its probability. */
    PROBABILITY
  }

  /** The settings. */
  @ObjectClassDefinition(
      name = "Integrated gradients",
      description = "Explains a prediction by how much each token contributed.")
  @interface Config {
    /** Number of points on the path. */
    @AttributeDefinition(
        min = "1",
        max = "10000",
        description = "Number of points on the path from baseline to input.")
    int steps() default 32;

    /** How the integral is approximated. */
    @AttributeDefinition(
        description =
            "MIDPOINT: Riemann sum over the middles of equal parts; GAUSS_LEGENDRE: more exact"
                + " for smooth models.")
    Quadrature.Rule rule() default Quadrature.Rule.GAUSS_LEGENDRE;

    /** What is explained. */
    @AttributeDefinition(description = "LOGIT or PROBABILITY of the predicted class.")
    Output output() default Output.LOGIT;

    /** How many texts the model evaluates at once. */
    @AttributeDefinition(
        min = "1",
        description =
            "Points of the path times texts that the model evaluates at once: more is faster and"
                + " needs more memory.")
    int rowsPerPass() default 32;
  }

  @Override
  public Explanation explain(ExplainedModel model, Batch batch, Settings settings) {
    return new PathIntegral(model, batch, settings.as(Config.class)).explain();
  }
}

package governance.engine.internal.session;

import ai.djl.ndarray.NDArray;
import governance.engine.Adversarial;
import governance.engine.internal.batch.TrainingRows;
import governance.engine.internal.train.Passes;
import governance.engine.internal.train.Perturbation;
import governance.engine.internal.train.Trainer;
import java.util.Map;
import java.util.function.Function;

/**
 * One part of a batch in adversarial training: the pass without perturbation, ascent steps along
 * the gradient of the base loss with respect to the word embeddings, and the pass at the end of
 * them. Their graphs do not exist at the same time.
 */
final class AdversarialPart {
  private final SessionSetup setup;
  private final Trainer trainer;
  private final StepContext.Position position;
  private final TrainingRows rows;
  private final Objective base;

  AdversarialPart(
      SessionSetup setup, Trainer trainer, StepContext.Position position, TrainingRows rows) {
    this.setup = setup;
    this.trainer = trainer;
    this.position = position;
    this.rows = rows;
    this.base = new Objective(setup, Map.of());
  }

  /**
   * Adds the gradients of the objective and of the perturbed base loss.
   *
   * @param clean the objective without perturbation
   * @param labels number of labels that the sum of the loss is divided by
   * @param values takes the perturbed base loss
   */
  void add(Function<Passes, NDArray> clean, double labels, StepValues values) {
    Adversarial options = setup.options().adversarial().orElseThrow();
    try (Perturbation moved = new Perturbation(setup.root(), setup.script(), options)) {
      boolean captured = setup.terms().isEmpty();
      if (captured) {
        trainer.backward(1, clean, moved::ascend);
      } else {
        // the gradient of the objective holds that of penalties, which are no part of the attack
        trainer.backward(1, clean);
      }
      int number = trainer.mainPass();
      for (int i = captured ? 1 : 0; i < options.steps(); i++) {
        trainer.slope(loss(moved, number, labels), moved::ascend);
      }
      Function<Passes, NDArray> last = loss(moved, number, labels);
      trainer.backward(1, passes -> values.addAdversarial(last.apply(passes)));
    }
  }

  private Function<Passes, NDArray> loss(Perturbation moved, int number, double labels) {
    return passes -> {
      StepContext context =
          new StepContext(
              setup,
              position,
              passes,
              rows,
              inputs -> passes.perturbed(inputs, moved.delta(), number));
      return base.of(context, labels, 1).total();
    };
  }
}

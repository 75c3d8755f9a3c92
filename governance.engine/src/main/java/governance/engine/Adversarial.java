package governance.engine;

/**
 * Adversarial training on word embeddings. Each row's embeddings are moved within a ball to where
 * the base loss is greater, and the loss there is added to the objective: L(x) + L(x + r). With one
 * step of the ball's radius this is the fast gradient method, r = epsilon · g / ‖g‖ (Miyato et al.
 * 2017); with more, projected gradient ascent from r = 0 in the 2-norm (Madry et al. 2018, for text
 * Zhu et al. 2020). Dropout flags are those of the pass without perturbation.
 *
 * @param epsilon radius of the ball: greatest Euclidean norm of r over all positions of a row
 * @param steps ascent steps, at least 1
 * @param stepSize length of an ascent step
 */
public record Adversarial(double epsilon, int steps, double stepSize) {}

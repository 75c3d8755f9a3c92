package governance.api.evaluate;

import governance.api.data.Canary;
import governance.api.model.QueryableModel;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A model of a run, with what an auditor knows of its training. Lives as long as the call it was
 * handed to; not safe for use by several threads.
 *
 * @since 1.1
 */
@ProviderType
public interface AttackedModel {
  /** Returns the model, which may be asked for texts. */
  QueryableModel model();

  /**
   * Draws as many members as non-members at random, the same ones for every metric and model.
   * Members are training rows as training read them, after all transforms, without canaries.
   * Non-members are held-out rows; those that agree in text and label with a training row are left
   * out. For a masked language model the rows are the windows it reads.
   *
   * @param most greatest number of each, at least 1
   */
  Comparison compare(int most);

  /** Returns what transforms planted, or could have planted, into the training rows. */
  List<Canary> canaries();

  /**
   * Returns the budget that the gradient policy has spent, by name ({@code epsilon}, {@code
   * delta}); empty for a model that no policy trained.
   */
  Map<String, Double> spent();

  /** Returns the confidence level of intervals, in (0, 1). */
  double level();

  /** Returns the run's seed; the only source of randomness a metric may use. */
  long seed();

  /**
   * Members beside non-members.
   *
   * @param members what the model predicts for rows it was trained on
   * @param others what it predicts for rows it was not trained on
   * @param references what reference models predict for the same rows in the same order
   * @param duplicates held-out rows that were left out because training has the same
   * @param memberTexts what the model read of each member; of words joined by spaces
   * @param otherTexts what it reads of each non-member
   */
  record Comparison(
      EvaluationSet members,
      EvaluationSet others,
      List<Reference> references,
      long duplicates,
      List<String> memberTexts,
      List<String> otherTexts) {
    /** Copies the lists. */
    public Comparison {
      references = List.copyOf(references);
      memberTexts = List.copyOf(memberTexts);
      otherTexts = List.copyOf(otherTexts);
    }
  }

  /**
   * A model that was trained as the attacked one, but on a random half of all rows, members and
   * non-members alike. Of several each row was in half of them, rounded up or down.
   *
   * @param members what it predicts for the members of the attacked model
   * @param trainedOnMembers which of them it was trained on
   * @param others what it predicts for the non-members
   * @param trainedOnOthers which of them it was trained on
   */
  record Reference(
      EvaluationSet members,
      List<Boolean> trainedOnMembers,
      EvaluationSet others,
      List<Boolean> trainedOnOthers) {
    /** Copies the lists. */
    public Reference {
      trainedOnMembers = List.copyOf(trainedOnMembers);
      trainedOnOthers = List.copyOf(trainedOnOthers);
    }
  }
}

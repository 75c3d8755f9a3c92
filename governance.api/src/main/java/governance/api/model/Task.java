package governance.api.model;

/** What a model predicts. */
public enum Task {
  /** One class for each text. */
  SEQUENCE_CLASSIFICATION,
  /** One tag for each word of a text. */
  TOKEN_CLASSIFICATION,
  /**
   * The word pieces at hidden places of a text, which needs no labels (Devlin et al. 2019, section
   * 3.1). An {@link governance.api.evaluate.EvaluationSet} of this task has a row for each hidden
   * place and the classes {@code other} and {@code original}.
   *
   * @since 1.1
   */
  MASKED_LANGUAGE_MODEL
}

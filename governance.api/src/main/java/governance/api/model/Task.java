package governance.api.model;

/** What a model predicts. */
public enum Task {
  /** One class for each text. */
  SEQUENCE_CLASSIFICATION,
  /** One tag for each word of a text. */
  TOKEN_CLASSIFICATION
}

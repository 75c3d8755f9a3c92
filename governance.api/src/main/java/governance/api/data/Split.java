package governance.api.data;

/** The part of the data that a row belongs to. */
public enum Split {
  /** Rows that transforms are fitted on and the model is trained on. */
  TRAIN,
  /** Rows that choices during the run are made on. */
  VALIDATION,
  /** Rows that the reported figures are computed on. */
  TEST
}

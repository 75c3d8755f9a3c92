package governance.engine;

import governance.api.train.PenaltyTerm;

/**
 * A penalty that takes part in training.
 *
 * @param id the contribution's id, by which weights and values are named
 * @param term the term
 */
public record Term(String id, PenaltyTerm term) {}

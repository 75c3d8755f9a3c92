package governance.engine.internal.session;

import ai.djl.ndarray.NDManager;
import governance.engine.Term;
import governance.engine.Tokenizer;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.internal.batch.Masker;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.train.OwnTensors;
import java.util.List;

/**
 * What a session trains and with what.
 *
 * @param script the engine's module
 * @param root owns what lives as long as the session
 * @param encoder the model
 * @param data rows to train on
 * @param options how
 * @param terms penalties in their stable order
 * @param own tensors of penalties that are trained with the model
 * @param parties other parties' models
 * @param tokenizer encodes the texts that penalties make
 * @param masker hides places, or null where the data has labels
 */
public record SessionSetup(
    ScriptModule script,
    NDManager root,
    Encoder encoder,
    TrainingData data,
    TrainingOptions options,
    List<Term> terms,
    OwnTensors own,
    List<PartyEncoder> parties,
    Tokenizer tokenizer,
    Masker masker) {

  /** Returns the same with the rows' weights multiplied. */
  SessionSetup weighted(double[] factors) {
    return new SessionSetup(
        script,
        root,
        encoder,
        data.weighted(factors),
        options,
        terms,
        own,
        parties,
        tokenizer,
        masker);
  }
}

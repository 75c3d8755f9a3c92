package governance.engine.internal.session;

import ai.djl.ndarray.NDManager;
import governance.engine.MemoryModel;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.Term;
import governance.engine.Tokenizer;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.internal.batch.Masker;
import governance.engine.internal.memory.DeviceMemory;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.ModelConfig;
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
 * @param deviceMemory that of the model's device
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
    Masker masker,
    DeviceMemory deviceMemory) {

  /** Returns what training takes of memory. */
  MemoryModel memory() {
    ModelConfig config = encoder.config();
    EncoderConfig e = config.encoder();
    return new MemoryModel(
        new Architecture(
            e.vocabulary(), e.depth(), e.hidden(), e.heads(), e.intermediate(), e.positions()),
        encoder.parameters().count(),
        encoder.parameters().trainedCount(),
        config.task(),
        Math.max(1, config.labels().size()),
        encoder.half() ? Precision.BF16 : Precision.F32,
        e.hiddenDropout() > 0 || e.attentionDropout() > 0,
        !terms.isEmpty());
  }

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
        masker,
        deviceMemory);
  }
}

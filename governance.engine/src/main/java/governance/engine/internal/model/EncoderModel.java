package governance.engine.internal.model;

import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.api.explain.ExplainedModel;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.engine.ClozeScorer;
import governance.engine.Encoded;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.Predictions;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import governance.engine.internal.batch.Masker;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.io.MaskedHead;
import governance.engine.internal.memory.DeviceMemory;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Lora;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.script.EncoderModule;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.session.DataCheck;
import governance.engine.internal.session.PartyEncoder;
import governance.engine.internal.session.SessionSetup;
import governance.engine.internal.session.TextSession;
import governance.engine.internal.start.CoOccurrenceStart;
import governance.engine.internal.tensor.TensorSpace;
import governance.engine.internal.train.GradMode;
import governance.engine.internal.train.OwnTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** An encoder with its head. */
public final class EncoderModel implements TextModel {
  private final ScriptModule script;
  private final NDManager root;
  private final Encoder encoder;
  private final boolean pretrained;
  private final List<String> notes;
  private final Masker masker;
  private final DeviceMemory memory;
  private final MaskedHead head;
  private final Writer writer;
  private final TokensAtOnce explained;

  /**
   * Takes over a loaded model.
   *
   * @param root owns what the model makes for longer than a call
   * @param encoder the encoder over the loaded parameters, which are closed with the model
   * @param pretrained whether the weights come from a folder
   * @param masker hides places of texts for a masked language model, otherwise null
   * @param head the head that a model that classifies is asked through for hidden places
   * @param writer how the model is written
   * @param memory that of the model's device
   */
  public EncoderModel(
      ScriptModule script,
      NDManager root,
      Encoder encoder,
      boolean pretrained,
      List<String> notes,
      Masker masker,
      MaskedHead head,
      Writer writer,
      DeviceMemory memory) {
    this.script = script;
    this.root = root;
    this.encoder = encoder;
    this.pretrained = pretrained;
    this.notes = List.copyOf(notes);
    this.masker = masker;
    this.head = head;
    this.writer = writer;
    this.memory = memory;
    this.explained = new TokensAtOnce("explained", memory);
  }

  /** Writes a model to a folder. */
  @FunctionalInterface
  public interface Writer {
    /** Writes the files. */
    void write(ModelConfig config, Parameters parameters, Path folder) throws IOException;
  }

  @Override
  public Task task() {
    return encoder.config().task();
  }

  @Override
  public List<String> classes() {
    return encoder.config().labels();
  }

  @Override
  public String type() {
    return encoder.config().encoder().family().type();
  }

  @Override
  public Architecture architecture() {
    EncoderConfig e = encoder.config().encoder();
    return new Architecture(
        e.vocabulary(), e.depth(), e.hidden(), e.heads(), e.intermediate(), e.positions());
  }

  @Override
  public boolean pretrained() {
    return pretrained;
  }

  @Override
  public long parameters() {
    return encoder.parameters().count();
  }

  @Override
  public long trainedParameters() {
    return encoder.parameters().trainedCount();
  }

  @Override
  public double dropout() {
    EncoderConfig e = encoder.config().encoder();
    return e.family().external() ? encoder.config().headDropout() : e.hiddenDropout();
  }

  @Override
  public double norm() {
    return encoder.parameters().decayedNorm();
  }

  @Override
  public List<String> adapted() {
    return encoder.config().lora().map(Lora::modules).map(List::copyOf).orElse(List.of());
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public String digest() {
    return encoder.parameters().digest();
  }

  @Override
  public Predictions predict(List<Encoded> inputs) {
    check(inputs);
    return GradMode.off(() -> new Predictor(script, root, encoder, masker, memory).predict(inputs));
  }

  @Override
  public Optional<String> clozeProblem() {
    return masker != null ? Optional.empty() : head.problem();
  }

  @Override
  public ClozeScorer cloze(int mask) {
    if (masker != null) {
      return new Clozes(script, root, encoder, mask, this::check, memory, () -> {});
    }
    head.problem()
        .ifPresent(
            why -> {
              throw new IllegalStateException(why);
            });
    NDManager own = root.newSubManager();
    LoadedModel loaded = head.under(own, encoder.config(), encoder.parameters());
    Precision precision = encoder.half() ? Precision.BF16 : Precision.F32;
    Encoder masked = new Encoder(script, loaded.config(), loaded.parameters(), precision);
    return new Clozes(
        script,
        own,
        masked,
        mask,
        this::check,
        memory,
        () -> {
          loaded.parameters().close();
          own.close();
        });
  }

  /** Ids outside the table and texts longer than the table of positions are refused by name. */
  private void check(List<Encoded> inputs) {
    EncoderConfig config = encoder.config().encoder();
    for (Encoded text : inputs) {
      if (text.length() == 0 || text.length() > config.positions()) {
        throw GovernanceException.spec(
            "train.maxLength",
            "a text of " + text.length() + " tokens",
            "1 to " + config.positions() + " for this model",
            "Set train.maxLength to at most " + config.positions());
      }
      for (int id : text.ids()) {
        if (id < 0 || id >= config.vocabulary()) {
          throw GovernanceException.spec(
              "model.folder",
              "token id " + id + " and a model with " + config.vocabulary() + " word pieces",
              "a tokenizer made for the model",
              "Use the tokenizer files that belong to the model");
        }
      }
    }
  }

  @Override
  public TrainingSession train(
      TrainingData data,
      TrainingOptions options,
      List<Term> terms,
      List<Party> parties,
      Tokenizer tokenizer) {
    DataCheck.check(data, task(), classes().size());
    check(data.inputs());
    List<PartyEncoder> others = parties.stream().map(p -> party(p, data.size())).toList();
    return new TextSession(
        new SessionSetup(
            script,
            root,
            encoder,
            data,
            options,
            List.copyOf(terms),
            own(terms, options.seed()),
            others,
            tokenizer,
            masker,
            memory));
  }

  private OwnTensors own(List<Term> terms, long seed) {
    OwnTensors own = new OwnTensors(root, script, seed);
    for (Term term : terms) {
      try {
        own.add(term.id(), term.term().parameters());
        own.buffers().add(term.id(), term.term().buffers());
        own.statistics().add(term.id(), term.term().statistics());
      } catch (IllegalArgumentException e) {
        throw new TermFailedException(term.id(), e.getMessage(), e);
      }
    }
    return own;
  }

  @Override
  public void startFromCoOccurrence(List<Encoded> texts, long seed) {
    new CoOccurrenceStart(encoder.config(), seed).fill(encoder.parameters(), texts);
  }

  private PartyEncoder party(Party party, int rows) {
    if (party.answers() != null) {
      if (party.answers().length != rows) {
        throw new IllegalArgumentException(
            party.name() + ": " + party.answers().length + " answers for " + rows + " rows");
      }
      return new PartyEncoder(party.name(), null, party.answers());
    }
    EncoderModel other = (EncoderModel) party.model();
    boolean same =
        other.task() == task()
            && other.classes().equals(classes())
            && other.architecture().vocabulary() == architecture().vocabulary()
            && other.architecture().positions() >= architecture().positions();
    if (!same) {
      throw GovernanceException.spec(
          "parties." + party.name(),
          other.task() + " of " + other.classes() + ", " + other.architecture(),
          task() + " of " + classes() + " with the same vocabulary, " + architecture(),
          "Give a model of the same task, classes and tokenizer");
    }
    return new PartyEncoder(party.name(), other.encoder, null);
  }

  @Override
  public <R> List<R> explain(List<Encoded> inputs, BiFunction<ExplainedModel, Batch, R> explainer) {
    check(inputs);
    int longest = inputs.stream().mapToInt(Encoded::length).max().orElse(1);
    List<R> parts = new ArrayList<>();
    for (int from = 0; from < inputs.size(); ) {
      int to = Math.min(inputs.size(), from + explained.rows(longest));
      try {
        parts.add(one(inputs.subList(from, to), explainer));
        from = to;
      } catch (RuntimeException e) {
        explained.halve(to - from, longest, e);
      }
    }
    return parts;
  }

  private <R> R one(List<Encoded> inputs, BiFunction<ExplainedModel, Batch, R> explainer) {
    try (TensorSpace space = new TensorSpace(script, root)) {
      Explained model = new Explained(space, encoder);
      return GradMode.on(() -> explainer.apply(model, model.batch(inputs)));
    }
  }

  @Override
  public void write(Path folder) throws IOException {
    writer.write(encoder.config(), encoder.parameters(), folder);
    if (encoder.module().isPresent()) {
      new HuggingFaceFolder(folder).write(encoder.module().get());
    }
  }

  @Override
  public void close() {
    encoder.parameters().close();
    encoder.module().ifPresent(EncoderModule::close);
    root.close();
  }
}

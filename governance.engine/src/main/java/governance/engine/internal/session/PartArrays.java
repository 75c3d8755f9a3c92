package governance.engine.internal.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Tensor;
import governance.engine.internal.batch.EncodedBatch;
import governance.engine.internal.batch.HiddenPlaces;
import governance.engine.internal.batch.TrainingRows;
import governance.engine.internal.memory.Delivery;
import governance.engine.internal.memory.Parcel;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Padded;
import governance.engine.internal.script.ScriptCall;
import governance.engine.internal.session.PartNumbers.Floats;
import governance.engine.internal.tensor.TensorSpace;
import java.util.function.Supplier;

/**
 * The arrays of a part of a batch: each made when it is asked for, or on a device all sent together
 * without waiting. They end with the space.
 */
final class PartArrays {
  private final PartNumbers numbers;
  private final TensorSpace space;
  private final Delivery sent;
  private final EncodedBatch batch;
  private final HiddenPlaces hidden;

  PartArrays(SessionSetup setup, Parcels parcels, long step, TrainingRows rows, TensorSpace space) {
    this.space = space;
    numbers = new PartNumbers(setup, rows);
    if (parcels.active()) {
      Parcels.Packed packed = parcels.take(step, rows);
      try (Parcel parcel = packed.parcel()) {
        sent = parcel.send(space.manager());
      }
      batch = batch(packed.padded());
    } else {
      sent = Delivery.NONE;
      batch = EncodedBatch.of(space, rows.texts(), numbers.padding());
    }
    hidden = rows.masked() == null ? null : hidden();
  }

  private EncodedBatch batch(Padded padded) {
    NDArray ids = sent.get(PartNumbers.IDS);
    Inputs inputs = Inputs.of(space.manager(), padded, ids, sent.get(PartNumbers.BIAS));
    return new EncodedBatch(numbers.rows().texts(), inputs, space.wrap(sent.get(PartNumbers.MASK)));
  }

  private HiddenPlaces hidden() {
    NDArray places = sent.get(PartNumbers.HIDDEN.get(0));
    return places == null
        ? HiddenPlaces.of(space.manager(), numbers.rows().masked(), batch.length())
        : new HiddenPlaces(
            places, sent.get(PartNumbers.HIDDEN.get(1)), sent.get(PartNumbers.HIDDEN.get(2)));
  }

  EncodedBatch batch() {
    return batch;
  }

  /** What the encoder reads, hidden places included. */
  Inputs inputs() {
    if (hidden == null) {
      return batch.inputs();
    }
    long[][] known = HiddenPlaces.numbers(numbers.rows().masked(), batch.length());
    return batch.inputs().at(hidden.places(), known[0]);
  }

  /** The loss of each row, [2, B]: means over the row's labels and sums. */
  Tensor losses(NDArray logits) {
    ScriptCall call;
    if (hidden != null) {
      call = space.script().call("masked_losses").with(logits);
      call.with(hidden.originals()).with(hidden.owner()).with((long) numbers.rows().size());
    } else {
      call = space.script().call("row_losses").with(logits).with(labelIndices());
    }
    return space.wrap(call.one(space.manager()));
  }

  private NDArray labelIndices() {
    NDArray found = sent.get(PartNumbers.LABELS);
    if (found != null) {
      return found;
    }
    long[] flat = numbers.labels();
    return space.manager().create(flat, new Shape(numbers.labelShape(flat.length)));
  }

  Tensor labels() {
    return tensor(PartNumbers.LABEL_VALUES, numbers::labelValues);
  }

  Tensor weights() {
    return tensor(PartNumbers.WEIGHTS, numbers::weights);
  }

  Tensor factors() {
    return tensor(PartNumbers.FACTORS, numbers::factors);
  }

  Tensor content() {
    return tensor(PartNumbers.CONTENT, numbers::content);
  }

  Tensor column(String name, double[] all) {
    return tensor(PartNumbers.COLUMN + name, () -> numbers.column(all));
  }

  Tensor membership(String name, Groups groups) {
    return tensor(PartNumbers.MEMBERSHIP + name, () -> numbers.membership(groups));
  }

  Tensor answers(PartyEncoder party) {
    return tensor(PartNumbers.ANSWERS + party.name(), () -> numbers.answers(party));
  }

  private Tensor tensor(String name, Supplier<Floats> maker) {
    NDArray found = sent.get(name);
    if (found != null) {
      return space.wrap(found);
    }
    Floats made = maker.get();
    return space.constant(made.values(), made.shape());
  }
}

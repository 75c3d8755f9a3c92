package governance.engine.internal.session;

import ai.djl.ndarray.NDManager;
import governance.engine.internal.batch.Masked;
import governance.engine.internal.batch.TrainingRows;
import governance.engine.internal.memory.Access;
import governance.engine.internal.memory.Packer;
import governance.engine.internal.memory.Parcel;
import governance.engine.internal.nn.Padded;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers of coming steps, packed for a device by the thread that feeds and sent by the one
 * that trains. On the usual path there is nothing to pack.
 */
final class Parcels implements AutoCloseable {
  private final SessionSetup setup;
  private final NDManager manager;
  private final boolean packs;
  private final Map<Key, Packed> ready = new ConcurrentHashMap<>();

  Parcels(SessionSetup setup) {
    this.setup = setup;
    this.manager = setup.root().newSubManager();
    this.packs = Access.of(manager) == Access.STAGED;
  }

  /** A part of a batch as numbers, and in memory that is ready to be sent. */
  record Packed(Padded padded, Parcel parcel) {}

  /** Whether parts are sent as parcels. */
  boolean active() {
    return packs;
  }

  /** Packs the parts of a step; called by the thread that feeds. */
  void prepare(long step, List<TrainingRows> parts) {
    if (packs) {
      parts.forEach(part -> close(ready.put(new Key(step, part), pack(part))));
    }
  }

  /**
   * Returns what was packed for a part, or packs it now, if it is asked for again or was not to be
   * foreseen. The caller closes the parcel when it is sent.
   */
  Packed take(long step, TrainingRows part) {
    ready.keySet().stream().filter(key -> key.step() < step).forEach(k -> close(ready.remove(k)));
    Packed packed = ready.remove(new Key(step, part));
    return packed == null ? pack(part) : packed;
  }

  private Packed pack(TrainingRows part) {
    PartNumbers numbers = new PartNumbers(setup, part);
    Padded padded = numbers.padded();
    Packer packer = new Packer();
    numbers.pack(packer, padded);
    return new Packed(padded, packer.pack(setup.script(), manager));
  }

  private static void close(Packed packed) {
    if (packed != null) {
      packed.parcel().close();
    }
  }

  @Override
  public void close() {
    ready.clear();
    manager.close();
  }

  /** Tells parts apart: rows hide other places in other steps. */
  private record Key(long step, TrainingRows part) {
    private Masked first() {
      return part.masked() == null || part.masked().isEmpty() ? null : part.masked().get(0);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key k
          && step == k.step
          && Arrays.equals(part.rows(), k.part.rows())
          && first() == k.first();
    }

    @Override
    public int hashCode() {
      return Long.hashCode(step) * 31 + Arrays.hashCode(part.rows());
    }
  }
}

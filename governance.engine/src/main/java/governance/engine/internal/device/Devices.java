package governance.engine.internal.device;

import governance.api.GovernanceException;
import governance.engine.DeviceInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/**
 * The graphics cards that the loaded tensor library sees. Asks the engine's own native library;
 * where that is not there, cards are counted by trying them, and the driver's program tells their
 * memory. Any thread.
 */
public final class Devices {
  private static final int MOST = 64;

  private static final String OVERRIDE = "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE";

  private final boolean cuda;
  private final boolean natives;
  private final IntPredicate answers;
  private final NvidiaSmi smi;
  private final int count;

  /**
   * Looks for cards.
   *
   * @param cuda whether the tensor library has a part for CUDA
   * @param natives whether the engine's own native library is loaded
   * @param answers whether a tensor can be made on a card
   */
  public Devices(boolean cuda, boolean natives, IntPredicate answers) {
    this(cuda, natives, answers, new NvidiaSmi());
  }

  Devices(boolean cuda, boolean natives, IntPredicate answers, NvidiaSmi smi) {
    this.cuda = cuda;
    this.natives = natives;
    this.answers = answers;
    this.smi = smi;
    this.count = counted();
  }

  private int counted() {
    if (!cuda) {
      return 0;
    }
    if (natives) {
      return DeviceLibrary.count();
    }
    int found = 0;
    while (found < MOST && answers.test(found)) {
      found++;
    }
    return found;
  }

  /** Returns the number of cards; whether they compute rightly is for the self-check to say. */
  public int count() {
    return count;
  }

  /** Returns whether the tensor library has a part for CUDA. */
  public boolean cuda() {
    return cuda;
  }

  /**
   * Returns name and memory of a card.
   *
   * @param problem why it cannot be used, or an empty text
   */
  public DeviceInfo info(int index, String problem) {
    String id = "gpu:" + index;
    long[] memory = {-1, -1, -1, -1};
    String name = "";
    if (natives) {
      name = DeviceLibrary.name(index);
      memory = DeviceLibrary.memory(index);
    }
    if (memory[1] < 0 || name.isEmpty()) {
      Optional<NvidiaSmi.Card> card = card(index);
      name = name.isEmpty() ? card.map(NvidiaSmi.Card::name).orElse("") : name;
      memory[0] = memory[0] < 0 ? card.map(NvidiaSmi.Card::free).orElse(-1L) : memory[0];
      memory[1] = memory[1] < 0 ? card.map(NvidiaSmi.Card::total).orElse(-1L) : memory[1];
    }
    return new DeviceInfo(id, name, memory[0], memory[1], memory[2], memory[3], problem);
  }

  /**
   * A process that sees only some cards counts them anew: the driver's numbers then mean others.
   */
  private Optional<NvidiaSmi.Card> card(int index) {
    List<NvidiaSmi.Card> all = new ArrayList<>(smi.cards());
    String visible = System.getenv("CUDA_VISIBLE_DEVICES");
    if (visible != null && !visible.isBlank()) {
      String[] numbers = visible.split(",");
      String number = index < numbers.length ? numbers[index].strip() : "";
      return all.stream().filter(card -> ("" + card.index()).equals(number)).findFirst();
    }
    return all.stream().filter(card -> card.index() == index).findFirst();
  }

  /** Returns the most bytes that tensors took on a card; empty where that is not known. */
  public OptionalLong peak(int index) {
    long peak = natives && cuda ? DeviceLibrary.memory(index)[3] : -1;
    return peak < 0 ? OptionalLong.empty() : OptionalLong.of(peak);
  }

  /** Begins to count a card's peak of allocated bytes anew; nothing without native functions. */
  public void resetPeak(int index) {
    if (natives && cuda) {
      DeviceLibrary.resetPeak(index);
    }
  }

  /** Gives memory that no tensor uses back to the driver; nothing without native functions. */
  public void emptyCache() {
    if (natives && count > 0) {
      DeviceLibrary.emptyCache();
    }
  }

  /** Returns whether matrix products of cards may use TF32; empty where that is not known. */
  public Optional<Boolean> tf32() {
    if (natives) {
      return Optional.of((DeviceLibrary.tf32() & 1) != 0);
    }
    return cuda ? Optional.of(overridden()) : Optional.of(false);
  }

  /**
   * Allows or forbids TF32 for matrix products and cuDNN. On the processor it changes nothing.
   *
   * @throws GovernanceException if the library has CUDA, says otherwise and cannot be told
   */
  public void tf32(boolean on) {
    if (natives) {
      DeviceLibrary.setTf32(on);
    } else if (count > 0 && overridden() != on) {
      throw GovernanceException.spec(
          "train.tf32",
          "is " + on + ", and " + OVERRIDE + " is " + (overridden() ? "1" : "not set"),
          "" + !on + ", as long as the engine's own native library is not there to switch it",
          on
              ? "Build it (governance.engine.cuda/jni/build.sh), or start with " + OVERRIDE + "=1"
              : "Unset " + OVERRIDE + ", or set train.tf32=true");
    }
  }

  private static boolean overridden() {
    return "1".equals(System.getenv(OVERRIDE));
  }

  /** Returns what the tensor library was built for, such as {@code 13.0}; empty without CUDA. */
  public static String version(int number) {
    return number <= 0 ? "" : number / 1000 + "." + number % 1000 / 10;
  }

  /** Returns the CUDA version of the tensor library, or an empty text. */
  public String runtime(String flavor) {
    if (natives) {
      return version(DeviceLibrary.cudaRuntime());
    }
    String digits = flavor.replaceAll("\\D", "");
    return cuda && digits.length() > 2
        ? digits.substring(0, digits.length() - 1) + "." + digits.charAt(digits.length() - 1)
        : "";
  }

  /** Returns the newest CUDA version that the driver supports; empty without one. */
  public String driver() {
    return natives ? version(DeviceLibrary.cudaDriver()) : "";
  }

  /** Returns what keeps cards from being used, for readers; empty when there is one. */
  public Optional<String> obstacle() {
    if (count > 0) {
      return Optional.empty();
    }
    if (!cuda) {
      return Optional.of("the library computes on the processor only: it is not built for CUDA");
    }
    String driver = driver();
    return Optional.of(
        "the library has CUDA, but no graphics card answers: "
            + (driver.isEmpty() && natives
                ? "the driver's library libcuda.so.1 is not there"
                : hidden()
                    ? "CUDA_VISIBLE_DEVICES shows none"
                    : driver.isEmpty()
                        ? "there is none, or its driver does not fit (see: nvidia-smi)"
                        : "the driver supports CUDA " + driver));
  }

  private static boolean hidden() {
    String visible = System.getenv("CUDA_VISIBLE_DEVICES");
    return visible != null && Arrays.asList("", "-1").contains(visible.strip());
  }
}

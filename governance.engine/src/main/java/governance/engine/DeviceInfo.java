package governance.engine;

/**
 * A graphics card. Bytes are -1 where they are not known.
 *
 * @param id its name in run specs, such as {@code gpu:0}
 * @param name what its driver calls it; empty where that is not known
 * @param free bytes that are free for this process
 * @param total bytes of the device
 * @param allocated bytes in tensors of this process
 * @param peak most bytes that were in tensors of this process at one time
 * @param problem why it cannot be used; empty when it can
 */
public record DeviceInfo(
    String id, String name, long free, long total, long allocated, long peak, String problem) {

  /** Returns whether runs may use it. */
  public boolean usable() {
    return problem.isEmpty();
  }
}

package governance.engine;

/**
 * How an engine draws random numbers on a device.
 *
 * @param dropout {@link #HASH}, the same flags on all devices, or {@link #LIBRARY}, flags of the
 *     tensor library's own generator, with which a training goes on only where it began
 * @param noise how noise of private steps is drawn on a graphics card: {@link #KERNEL} or {@link
 *     #OPERATIONS} with the reason, which are the same bits; empty for the processor
 */
public record RandomNumbers(String dropout, String noise) {
  /** Flags of dropout follow from their place by a hash. */
  public static final String HASH = "hash";

  /** Flags of dropout come from the tensor library's own generator. */
  public static final String LIBRARY = "library";

  /** Noise is drawn by one kernel. */
  public static final String KERNEL = "one kernel";

  /** Noise is drawn by tensor operations. */
  public static final String OPERATIONS = "tensor operations";
}

package governance.engine.internal.device;

/**
 * The engine's own native functions, {@code libgovernance_device.so}: what the binding does not
 * offer. Built for one version of the tensor library by {@code governance.engine.cuda/jni}. They
 * throw IllegalStateException with the library's words. Any thread.
 */
final class DeviceLibrary {
  static final String FILE = "libgovernance_device.so";

  private DeviceLibrary() {}

  /** Loads the file; natives belong to the class loader of the class that loads them. */
  static void load(String file) {
    System.load(file);
  }

  /** Returns the version of the tensor library that this was built for. */
  static native String torchVersion();

  /** Returns the CUDA version of the tensor library, such as 13000; 0 for one without CUDA. */
  static native int cudaRuntime();

  /** Returns the newest CUDA version that the driver supports; 0 without a driver. */
  static native int cudaDriver();

  /** Returns the number of graphics cards. */
  static native int count();

  /** Returns what the driver calls a card, or an empty text. */
  static native String name(int device);

  /** Returns free, total, allocated and peak allocated bytes; -1 for what is not known. */
  static native long[] memory(int device);

  /** Begins to count the peak of allocated bytes anew. */
  static native void resetPeak(int device);

  /** Gives memory that no tensor uses back to the driver. */
  static native void emptyCache();

  /** Says whether matrix products and cuDNN may use TF32. */
  static native void setTf32(boolean on);

  /** Returns bit 0 for matrix products, bit 1 for cuDNN. */
  static native int tf32();
}

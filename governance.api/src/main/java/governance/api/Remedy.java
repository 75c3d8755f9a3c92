package governance.api;

/** Who can mend a problem, and how: the classes of errors a reader meets. */
public enum Remedy {
  /** The run spec or the command line must be changed. */
  FIX_SPEC,
  /**
   * The configuration of the installation, in Configuration Admin, must be changed.
   *
   * @since 1.1
   */
  FIX_CONFIGURATION,
  /** The data, or where it lies, must be changed. */
  FIX_DATA,
  /** A bundle must be installed, updated or started. */
  INSTALL_BUNDLE,
  /** The machine must be changed: disk, memory, permissions, native library. */
  FIX_MACHINE,
  /** A defect of the named contribution or of the framework. */
  REPORT_BUG
}

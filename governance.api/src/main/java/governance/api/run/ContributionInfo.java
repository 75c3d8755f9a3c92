package governance.api.run;

import governance.api.Kind;

/**
 * A contribution as the registry knows it. A bundle that could not even say what it contributes is
 * told of in the same form, without kind and id.
 *
 * @param kind its extension point, or null when that is not known
 * @param id its id, or an empty string when that is not known
 * @param domain the domain it is made for, or {@code any}
 * @param bundle symbolic name of its bundle, or the name of its file where no bundle came of it
 * @param version version of its bundle, or an empty string when that is not known
 * @param sha256 digest of its bundle's content, or of its file
 * @param rejected why it cannot be used, or null when it can
 */
public record ContributionInfo(
    Kind kind,
    String id,
    String domain,
    String bundle,
    String version,
    String sha256,
    Rejection rejected) {

  /**
   * Why a contribution cannot be used.
   *
   * @param code the class of the reason
   * @param detail the reason in words
   * @param remedy what the operator can do, a sentence without a full stop, or an empty string
   */
  public record Rejection(Code code, String detail, String remedy) {
    /** Says why, without a remedy. */
    public Rejection(Code code, String detail) {
      this(code, detail, "");
    }
  }

  /** Classes of reasons for which a contribution is rejected. */
  public enum Code {
    /** Another of the same kind and id, or another bundle of the same name, is used instead. */
    SHADOWED,
    /** It has no kind, no id, or ones that are not allowed. */
    INVALID_DECLARATION,
    /** It does not implement the interface of its kind, or an incompatible version of it. */
    WRONG_TYPE,
    /** It is not there for a reason that has no code of its own. */
    NOT_AVAILABLE,
    /** Its bundle was built for a version of this API that is not the one that is running. */
    INCOMPATIBLE_SPI,
    /** Its bundle requires a package, bundle or capability that is not installed. */
    UNRESOLVED,
    /** Its bundle was not started, or its start failed. */
    NOT_STARTED,
    /** Its component waits for a service or a configuration, or is disabled. */
    UNSATISFIED,
    /** The constructor, or the method that activates the component, threw or did not return. */
    FAILED_ACTIVATION,
    /** A description of its component or of its settings is missing or malformed. */
    BROKEN_DESCRIPTOR,
    /** Its file is no bundle: no jar, or with a manifest that the framework does not take. */
    BROKEN_BUNDLE,
    /** Signatures are required, and part of its bundle has none that holds. */
    UNSIGNED,
    /** Its bundle is signed with a key that the operator does not trust. */
    UNTRUSTED_SIGNER,
    /** Its bundle is signed with a certificate that is not valid now. */
    EXPIRED_CERTIFICATE,
    /** Its bundle was altered after it was signed. */
    TAMPERED
  }
}

package governance.api.run;

import governance.api.Kind;

/**
 * A contribution as the registry knows it.
 *
 * @param kind its extension point
 * @param id its id
 * @param domain the domain it is made for, or {@code any}
 * @param bundle symbolic name of its bundle
 * @param version version of its bundle
 * @param sha256 digest of its bundle's content
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
   */
  public record Rejection(Code code, String detail) {}

  /** Classes of reasons for which a contribution is rejected. */
  public enum Code {
    /** Another contribution of the same kind has this id and a higher rank. */
    SHADOWED,
    /** It has no kind, no id, or ones that are not allowed. */
    INVALID_DECLARATION,
    /** It does not implement the interface of its kind, or an incompatible version of it. */
    WRONG_TYPE,
    /** Its component could not be made: the constructor threw or a dependency is missing. */
    NOT_AVAILABLE
  }
}

package governance.deploy;

/**
 * A bundle of a set.
 *
 * @param name the symbolic name
 * @param artifact where it comes from
 * @param startLevel the level at which the launcher starts it
 * @param contributes whether it declares contributions
 */
record DeployedBundle(String name, Artifact artifact, int startLevel, boolean contributes) {}

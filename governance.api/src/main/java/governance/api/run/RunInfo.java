package governance.api.run;

import java.nio.file.Path;

/**
 * A run at one moment.
 *
 * @param id the run's id
 * @param status where it stands
 * @param step training steps done
 * @param steps training steps planned, 0 before that is known
 * @param evidence the run's folder
 * @param message one sentence: what it does or why it ended
 */
public record RunInfo(
    String id, RunStatus status, long step, long steps, Path evidence, String message) {}

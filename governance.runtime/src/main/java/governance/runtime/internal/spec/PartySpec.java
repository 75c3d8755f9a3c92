package governance.runtime.internal.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Another party whose model takes part: exactly one of model and service is given.
 *
 * @param name its name, unique in the run
 * @param model folder of its model in Hugging Face layout, absolute
 * @param service the contribution that answers for a model that the party keeps
 */
public record PartySpec(String name, Optional<Path> model, Optional<ContributionSpec> service) {}

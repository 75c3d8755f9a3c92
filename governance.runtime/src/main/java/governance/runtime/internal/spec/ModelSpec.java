package governance.runtime.internal.spec;

import governance.engine.Precision;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model to start from.
 *
 * @param folder a folder in Hugging Face layout, absolute; empty for random weights of the shape
 *     below
 * @param layers number of encoder layers
 * @param hidden width, a multiple of {@code heads}
 * @param heads attention heads
 * @param intermediate width of the feed-forward part
 * @param precision number format of matrix products
 * @param dropout probability in [0, 1), or NaN for the folder's own
 */
public record ModelSpec(
    Optional<Path> folder,
    int layers,
    int hidden,
    int heads,
    int intermediate,
    Precision precision,
    double dropout) {}

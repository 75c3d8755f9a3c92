package governance.runtime.internal.registry;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.osgi.framework.Bundle;

/**
 * What was found out about the content of bundles, as long as they are installed and until they are
 * updated. What is kept must not refer to the bundle or to a class of it.
 *
 * @param <T> what is kept
 */
final class OfBundles<T> {
  private final Map<Bundle, Known<T>> known = Collections.synchronizedMap(new WeakHashMap<>());
  private final Function<Bundle, T> read;

  OfBundles(Function<Bundle, T> read) {
    this.read = read;
  }

  T of(Bundle bundle) {
    long modified = bundle.getLastModified();
    Known<T> before = known.get(bundle);
    if (before != null && before.modified == modified) {
      return before.value;
    }
    T value = read.apply(bundle);
    known.put(bundle, new Known<>(modified, value));
    return value;
  }

  private record Known<T>(long modified, T value) {}
}

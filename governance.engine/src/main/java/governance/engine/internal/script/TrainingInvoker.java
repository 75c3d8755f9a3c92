package governance.engine.internal.script;

import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a module method outside inference mode with typed arguments. DJL's public door for typed
 * arguments ({@code IValueUtils.runMethod}) always enters inference mode, whose results can never
 * take part in autograd; its other door takes arrays only and keeps their roles in mutable array
 * names, which two threads sharing parameters would overwrite. So the same native method is bound
 * here, for the pinned DJL version; the test of this package fails if an update moves it.
 */
final class TrainingInvoker {
  private static final MethodHandle RUN;
  private static final MethodHandle RESULT;

  static {
    try {
      var lookup = MethodHandles.privateLookupIn(IValue.class, MethodHandles.lookup());
      Class<?> library = lookup.findClass("ai.djl.pytorch.jni.PyTorchLibrary");
      var type =
          MethodType.methodType(
              long.class, long.class, String.class, long[].class, boolean.class, boolean.class);
      Object instance = lookup.findStaticGetter(library, "LIB", library).invoke();
      RUN = lookup.findVirtual(library, "moduleRunMethod", type).bindTo(instance);
      RESULT = lookup.findConstructor(IValue.class, MethodType.methodType(void.class, long.class));
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Told of every call before it is made; tests let it throw what the library throws. */
  static Consumer<String> hook = method -> {};

  private TrainingInvoker() {}

  static IValue invoke(PtSymbolBlock block, String method, List<IValue> arguments) {
    hook.accept(method);
    long[] handles = arguments.stream().mapToLong(IValue::getHandle).toArray();
    try {
      long result = (long) RUN.invokeExact((long) block.getHandle(), method, handles, true, false);
      return (IValue) RESULT.invokeExact(result);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}

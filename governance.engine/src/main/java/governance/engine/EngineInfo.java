package governance.engine;

import java.util.List;

/**
 * What the engine is and what it runs on.
 *
 * @param name name of the tensor library
 * @param version its version
 * @param binding version of the Java binding
 * @param library where the native library was loaded from
 * @param devices devices that can be used, {@code cpu} first
 * @param threads threads that one operation may use
 * @param bfloat16 whether the processor computes bfloat16 in hardware
 * @param script version and digest of the TorchScript module, part of every plan
 */
public record EngineInfo(
    String name,
    String version,
    String binding,
    String library,
    List<String> devices,
    int threads,
    boolean bfloat16,
    String script) {}

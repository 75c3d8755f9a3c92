package governance.engine.internal.service;

import ai.djl.pytorch.jni.JniUtils;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.engine.DeviceInfo;
import governance.engine.Engine;
import governance.engine.EngineCheck;
import governance.engine.EngineInfo;
import governance.engine.LibraryInfo;
import governance.engine.ModelDescription;
import governance.engine.ModelRequest;
import governance.engine.RandomNumbers;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.Tuning;
import governance.engine.internal.script.ScriptText;
import governance.engine.internal.text.TextTokenizer;
import governance.engine.internal.train.FreeMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The engine as a service. The native library is loaded when it is first needed. */
@Component
public final class EngineService implements Engine {
  private final EngineConfiguration configuration;
  private Host host;

  /** Uses the library that the installation asks for. */
  @Activate
  public EngineService(@Reference EngineConfiguration configuration) {
    this.configuration = configuration;
  }

  /** Outside a framework: what system properties and the environment say. */
  public EngineService() {
    this(new EngineConfiguration());
  }

  private synchronized Host host() {
    if (host == null) {
      host = new Host(configuration.libtorch());
    }
    return host;
  }

  @Override
  public EngineInfo info() {
    Host loaded = host();
    return new EngineInfo(
        "PyTorch",
        loaded.engine().getVersion(),
        "DJL " + ai.djl.engine.Engine.getDjlVersion(),
        library().folder(),
        loaded.devices(),
        JniUtils.getNumThreads(),
        Processor.bfloat16(),
        ScriptText.VERSION + " " + ScriptText.digest());
  }

  @Override
  public List<EngineCheck> selfCheck() {
    return host().selfCheck();
  }

  @Override
  public List<EngineCheck> selfCheck(String device) {
    return host().selfCheck(device);
  }

  @Override
  public LibraryInfo library() {
    return new LibraryDescription(host().library()).info();
  }

  @Override
  public List<DeviceInfo> cards() {
    return host().cards();
  }

  @Override
  public void tf32(boolean on) {
    host().library().devices().tf32(on);
  }

  @Override
  public String device(String wanted) {
    return host().device(wanted);
  }

  @Override
  public OptionalLong freeMemory(String device) {
    return device.equals("cpu") ? new FreeMemory().host() : host().memory(device).free();
  }

  @Override
  public void resetPeak(String device) {
    host().resetPeak(device);
  }

  @Override
  public OptionalLong peakMemory(String device) {
    return host().peak(device);
  }

  @Override
  public RandomNumbers randomNumbers(String device) {
    return host().randomNumbers(device);
  }

  @Override
  public void threads(int intraOp) {
    if (intraOp < 1) {
      throw GovernanceException.spec(
          "train.threads", "got " + intraOp, "at least 1", "Use the number of cores");
    }
    host();
    JniUtils.setNumThreads(intraOp);
  }

  @Override
  public ModelDescription describe(Path folder) {
    return new ModelDescriber(folder).describe();
  }

  @Override
  public Tokenizer tokenizer(Optional<Path> folder) {
    NativeLibrary.settings();
    return TextTokenizer.open(folder);
  }

  @Override
  public List<Problem> problems(Path folder, Tuning tuning) {
    return TunedModel.problems(folder, tuning);
  }

  @Override
  public TextModel model(ModelRequest request) {
    return new ModelFactory(host()).make(request);
  }

  @Deactivate
  synchronized void close() {
    if (host != null) {
      host.close();
      host = null;
    }
  }
}

package governance.engine.internal.service;

import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.engine.Engine;
import governance.engine.EngineCheck;
import governance.engine.EngineInfo;
import governance.engine.ModelDescription;
import governance.engine.ModelRequest;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.Tuning;
import governance.engine.internal.script.ScriptText;
import governance.engine.internal.text.TextTokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The engine as a service. The native library is loaded when it is first needed. */
@Component
public final class EngineService implements Engine {
  private Host host;

  private synchronized Host host() {
    if (host == null) {
      host = new Host();
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
        LibUtils.getLibtorchPath(),
        loaded.devices(),
        JniUtils.getNumThreads(),
        Processor.bfloat16(),
        ScriptText.VERSION + " " + ScriptText.digest());
  }

  @Override
  public List<EngineCheck> selfCheck() {
    return new SelfCheck(host()).all();
  }

  @Override
  public String device(String wanted) {
    return host().device(wanted);
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

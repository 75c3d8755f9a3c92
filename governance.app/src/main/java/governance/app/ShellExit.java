package governance.app;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;

/**
 * The shell's command {@code exit}. The one that the shell brings along ends the process on the
 * shell's own thread, which is then interrupted in the middle of it and says so.
 *
 * <p>Public, because the shell calls it by reflection.
 */
public final class ShellExit {

  private volatile int code;

  ShellExit() {}

  /** Offers the command before the one of the shell: scope gogo is searched first. */
  void offer(BundleContext context) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("osgi.command.scope", "gogo");
    properties.put("osgi.command.function", "exit");
    context.registerService(ShellExit.class, this, properties);
  }

  /** Returns the exit code that was asked for. */
  int code() {
    return code;
  }

  /** Ends the shell. */
  public CharSequence exit() {
    return exit(0);
  }

  /** Ends the shell with an exit code. */
  public CharSequence exit(int status) {
    code = status;
    return new Farewell();
  }

  /**
   * What the shell prints last. It asks for the text on the thread that reads its input; its loop
   * ends, without a word, where that thread is interrupted, and the framework is stopped after it.
   */
  private static final class Farewell implements CharSequence {

    @Override
    public String toString() {
      Thread.currentThread().interrupt();
      return "";
    }

    @Override
    public int length() {
      return 0;
    }

    @Override
    public char charAt(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return this;
    }
  }
}

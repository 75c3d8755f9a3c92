package governance.runtime.internal.cli.terminal;

import governance.api.Problem;
import governance.runtime.internal.spec.JsonText;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints what is wrong: the first line on stderr begins with {@code error:}. */
public final class ProblemPrinter {
  private ProblemPrinter() {}

  public static void print(PrintStream err, List<Problem> problems) {
    if (problems.size() == 1) {
      err.println("error: " + problems.get(0).message());
      return;
    }
    err.println("error: " + problems.size() + " problems");
    int number = 1;
    for (Problem problem : problems) {
      err.println("  " + number++ + ". " + problem.message());
    }
  }

  /** Returns the object that {@code --json} prints when nothing was done. */
  public static String json(List<Problem> problems) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", null);
    json.put("status", "REFUSED");
    json.put("problems", problems.stream().map(ProblemPrinter::tree).toList());
    return JsonText.write(json);
  }

  public static Map<String, Object> tree(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("remedy", problem.remedy().name());
    json.put("subject", problem.subject());
    json.put("got", problem.got());
    json.put("allowed", problem.allowed());
    json.put("advice", problem.advice());
    return json;
  }
}

package governance.engine.internal.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.TestDevice;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScriptModuleTest {
  private static final String METHODS =
      """
        def pick(self: __torch__.Lib, xs: List[Tensor], i: int, f: float, b: bool) -> Tensor:
          r = torch.mul(xs[i], f)
          if b:
            r = torch.neg(r)
          return r
        def count(self: __torch__.Lib, x: Tensor, xs: List[Tensor], n: List[int], c: List[float]) -> Tensor:
          return torch.add(x, torch.add(torch.mul(torch.len(xs), n[1]), c[0]))
        def forward(self: __torch__.Lib, x: Tensor) -> Tensor:
          return x
      """;

  @Test
  void theShippedTextCompilesAndItsDigestIsStable() {
    try (NDManager root = TestDevice.root();
        ScriptModule module = ScriptModule.load(root)) {
      assertEquals(64, module.digest().length());
      assertEquals(ScriptText.digest(), module.digest());
    }
  }

  /** What reads a tensor inside the text waits for the device as a read from Java does. */
  @Test
  void theTextLooksAtValuesOnlyWhereThatIsKnown() {
    Pattern looking =
        Pattern.compile("\\b(nonzero|item|masked_select|unique\\w*|float|bool)\\((?!d\\)|step\\))");
    List<String> lines =
        ScriptText.methods()
            .lines()
            .filter(l -> looking.matcher(l).find())
            .map(String::strip)
            .toList();
    // by the processor's path alone, and for close pairs among many
    assertEquals(
        List.of("pairs = torch.nonzero(near)", "divides = torch.gt(float(divisor), 1.)"), lines);
  }

  @Test
  void typedArgumentsArriveInOrderAndNumbersKeepDoublePrecision() {
    try (NDManager root = TestDevice.root();
        ScriptModule module = ScriptModule.load(root, METHODS, "test")) {
      NDArray one = root.ones(new Shape(2), DataType.FLOAT64);
      NDArray two = root.full(new Shape(1), 2f, DataType.FLOAT64);
      NDArray r =
          module.call("pick").with(List.of(one, two)).with(1L).with(0.1).with(true).one(root);
      assertArrayEquals(new double[] {-0.2}, r.toDoubleArray(), 0);
      NDArray n =
          module
              .call("count")
              .with(one)
              .with(List.<NDArray>of())
              .with(new long[] {3, 4})
              .with(new double[] {0.5})
              .one(root);
      assertArrayEquals(new double[] {1.5, 1.5}, n.toDoubleArray(), 0);
    }
  }

  @Test
  void aMissingMethodAndABadTextAreReadableErrors() {
    try (NDManager root = TestDevice.root();
        ScriptModule module = ScriptModule.load(root, METHODS, "test")) {
      NDArray x = root.ones(new Shape(1));
      EngineException missing =
          assertThrows(EngineException.class, () -> module.call("nothing").with(x).one(root));
      assertTrue(missing.getMessage().contains("nothing"));
      String bad =
          "  def forward(self: __torch__.Lib, x: Tensor) -> Tensor:\n    return torch.no(x)\n";
      assertThrows(EngineException.class, () -> ScriptModule.load(root, bad, "bad"));
    }
  }
}

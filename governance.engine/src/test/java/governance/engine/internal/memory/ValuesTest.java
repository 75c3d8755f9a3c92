package governance.engine.internal.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import governance.engine.internal.TestDevice;
import java.nio.file.FileSystemException;
import java.security.MessageDigest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of tensors by address and by copies: the same in all that Java code sees of them. */
class ValuesTest {
  private final NDManager root = TestDevice.root();

  @AfterEach
  void close() {
    root.close();
  }

  private NDArray array() {
    NDArray array = root.create(new Shape(4, 3), DataType.FLOAT32);
    Values.of(array).put(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    return array;
  }

  private Values part(boolean device, NDArray array, int from, int count) throws Exception {
    return Forced.path(device, () -> Values.of(array, from, count));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPartIsReadWrittenAndChangedWhereItIs(boolean device) throws Exception {
    NDArray array = array();
    Values part = part(device, array, 3, 6);
    assertEquals(6, part.count());
    assertArrayEquals(new float[] {3, 4, 5, 6, 7, 8}, part.toArray());
    part.change(v -> v.put(1, -4f).put(5, -8f));
    assertArrayEquals(new float[] {0, 1, 2, 3, -4, 5, 6, 7, -8, 9, 10, 11}, array.toFloatArray());
    part.put(new float[] {1, 1, 1, 1, 1, 1});
    assertArrayEquals(new float[] {0, 1, 2, 1, 1, 1, 1, 1, 1, 9, 10, 11}, array.toFloatArray());
    assertThrows(IllegalArgumentException.class, () -> part.put(new float[5]));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsTrainedIsWrittenWithGradModeOnAndTheModeStays(boolean device) throws Exception {
    NDArray array = array();
    array.setRequiresGradient(true);
    JniUtils.setGradMode(true);
    part(device, array, 9, 3).put(new float[] {-1, -2, -3});
    assertEquals(true, JniUtils.isGradMode());
    JniUtils.setGradMode(false);
    assertEquals(-2f, array.toFloatArray()[10]);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void digestsAreOfTheBytes(boolean device) throws Exception {
    MessageDigest own = MessageDigest.getInstance("SHA-256");
    part(device, array(), 2, 5).update(own);
    MessageDigest plain = MessageDigest.getInstance("SHA-256");
    Values.of(new float[] {2, 3, 4, 5, 6}).update(plain);
    assertArrayEquals(plain.digest(), own.digest());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsKeptAfterAFailureEither(boolean device) throws Exception {
    Values values = part(device, array(), 0, 12);
    int before = root.getManagedArrays().size();
    assertThrows(
        FileSystemException.class,
        () ->
            values.change(
                v -> {
                  throw new FileSystemException("full");
                }));
    values.toArray();
    assertEquals(before, root.getManagedArrays().size());
  }
}

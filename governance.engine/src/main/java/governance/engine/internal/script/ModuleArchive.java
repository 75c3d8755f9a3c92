package governance.engine.internal.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive without parameters, written from source text. The archive is a zip of
 * stored entries: the source, a pickle that makes the module object, and an empty constant table.
 */
final class ModuleArchive {
  private static final String HEADER =
      "class Lib(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

  private ModuleArchive() {}

  /** The archive of a module {@code __torch__.Lib} with the given methods (indented by two). */
  static byte[] of(String methods) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "lib/data.pkl", modulePickle());
      put(zip, "lib/code/__torch__.py", (HEADER + methods).getBytes(StandardCharsets.UTF_8));
      put(zip, "lib/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      put(zip, "lib/version", "10\n".getBytes(StandardCharsets.US_ASCII));
      put(zip, "lib/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Protocol-2 pickle of {@code Lib()} with the state {@code {"training": True}}. */
  private static byte[] modulePickle() throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write("c__torch__\nLib\n".getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {')', (byte) 0x81, '}', 'X', 8, 0, 0, 0});
    pickle.write("training".getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {(byte) 0x88, 's', 'b', '.'});
    return pickle.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}

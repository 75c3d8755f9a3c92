package governance.runtime.internal.vault;

import governance.crypto.DataKey;
import governance.crypto.Keyring;
import governance.runtime.internal.spec.EncryptionSpec.Part;
import governance.runtime.internal.store.EvidenceFiles;
import governance.runtime.internal.store.FileCipher;
import governance.runtime.internal.store.StoredFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The keys of one run. What is encrypted is bound to the run and to its place in the folder. */
public final class RunVault implements FileCipher {
  private final EncryptionFile file;
  private final Keyring keyring;
  private final DataKey key;

  RunVault(EncryptionFile file, Keyring keyring) {
    this.file = file;
    this.keyring = keyring;
    this.key = keyring.open(file.envelope(), file.context());
  }

  String place(String name) {
    return file.run() + "\n" + name;
  }

  Keyring keyring() {
    return keyring;
  }

  DataKey key() {
    return key;
  }

  /** Returns the id of the key that wraps the run's data key. */
  public String wrappedBy() {
    return file.envelope().key();
  }

  @Override
  public boolean covers(String name) {
    return EncryptedParts.of(name).filter(file.parts()::contains).isPresent();
  }

  @Override
  public OutputStream encrypting(OutputStream out, String name) throws IOException {
    return key.encrypting(out, place(name));
  }

  @Override
  public SeekableByteChannel decrypting(SeekableByteChannel in, String name) throws IOException {
    return key.decrypting(in, place(name));
  }

  @Override
  public boolean seals(String event) {
    return file.parts().contains(Part.EVIDENCE) && EncryptedParts.figures(event);
  }

  @Override
  public String seal(String text, String place) {
    return key.seal(text.getBytes(StandardCharsets.UTF_8), place(place));
  }

  String unseal(String sealed, String place) {
    return new String(key.unseal(sealed, place(place)), StandardCharsets.UTF_8);
  }

  /**
   * Opens an encrypted file.
   *
   * @param folder the run's folder
   * @param encrypted a file in it
   */
  InputStream read(Path folder, Path encrypted) throws IOException {
    String name = folder.relativize(encrypted).toString().replace('\\', '/');
    InputStream raw = StoredFiles.raw(encrypted);
    try {
      return key.decrypting(raw, place(EvidenceFiles.plain(name)));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }
}

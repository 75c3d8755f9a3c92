package governance.runtime.internal.signature;

import governance.runtime.internal.access.OwnersOnly;
import governance.runtime.internal.store.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;

/** A key by which a person signs, Ed25519 (RFC 8032), kept as PKCS#8 in a file of its own. */
public final class SigningKey {
  /** What is added to the name of a key's file for its public part. */
  public static final String PUBLIC = ".pub";

  private static final String LABEL = "PRIVATE KEY";
  private static final String ALLOWED = "an Ed25519 private key in PEM";
  private static final String ADVICE = "Make one: governance keys signing FILE";

  private final PrivateKey secret;
  private final VerifyingKey verifying;

  private SigningKey(PrivateKey secret, VerifyingKey verifying) {
    this.secret = secret;
    this.verifying = verifying;
  }

  /**
   * Reads a PEM file.
   *
   * @throws governance.api.GovernanceException if it is none, of another kind of key, or if others
   *     than its owner can read it
   */
  public static SigningKey read(Path file) {
    return read(file, new SigningPassphrase()::of);
  }

  /** The same, with the passphrase of an encrypted key from elsewhere. */
  static SigningKey read(Path file, Function<Path, char[]> passphrase) {
    Pem.Block block = Pem.read(file, Set.of(LABEL, EncryptedKey.LABEL), ALLOWED, ADVICE);
    OwnersOnly.check(file);
    byte[] der =
        block.label().equals(LABEL)
            ? block.der()
            : EncryptedKey.decrypted(file, block.der(), passphrase);
    KeyKinds.Decoder<PrivateKey> decoder =
        factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(der));
    try {
      PrivateKey secret = KeyKinds.decode(decoder);
      return new SigningKey(secret, publicOf((EdECPrivateKey) secret));
    } catch (GeneralSecurityException e) {
      throw Pem.wrong(file, KeyKinds.fault(decoder), ALLOWED, ADVICE);
    }
  }

  /**
   * Computes the public part. Java offers this only while a pair is made, so it is made once more
   * of the same 32 bytes; what comes out must verify what the key signs.
   */
  private static VerifyingKey publicOf(EdECPrivateKey secret) throws GeneralSecurityException {
    byte[] seed = secret.getBytes().orElseThrow();
    KeyPairGenerator generator = KeyPairGenerator.getInstance(KeyKinds.WANTED);
    generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
    VerifyingKey found = VerifyingKey.of(generator.generateKeyPair().getPublic().getEncoded());
    if (!found.verifies(seed, new SigningKey(secret, found).sign(seed))) {
      throw new IllegalStateException("this Java does not make a pair of the bytes it is given");
    }
    return found;
  }

  /** Gives the bytes that a key consists of. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] into) {
      System.arraycopy(bytes, 0, into, 0, into.length);
    }
  }

  /**
   * Makes a key and writes it, readable for its owner only, and its public part beside it.
   *
   * @param file where it goes; neither it nor the other may be there
   * @throws governance.api.GovernanceException if one is there, or cannot be written
   */
  public static SigningKey create(Path file) {
    return create(file, der -> Pem.write(LABEL, der), key -> new char[0]);
  }

  /**
   * The same, encrypted by a passphrase of the environment or the terminal.
   *
   * @throws governance.api.GovernanceException also if there is no passphrase, or a short one
   */
  public static SigningKey createEncrypted(Path file) {
    return createEncrypted(file, new SigningPassphrase());
  }

  static SigningKey createEncrypted(Path file, SigningPassphrase passphrase) {
    char[] secret = passphrase.fresh(file);
    try {
      return create(
          file,
          der -> Pem.write(EncryptedKey.LABEL, EncryptedKey.encrypted(der, secret)),
          key -> secret.clone());
    } finally {
      Arrays.fill(secret, ' ');
    }
  }

  private static SigningKey create(
      Path file, Function<byte[], String> pem, Function<Path, char[]> passphrase) {
    Path open = file.resolveSibling(file.getFileName() + PUBLIC);
    for (Path each : new Path[] {file, open}) {
      if (Files.exists(each)) {
        throw Pem.wrong(each, "is there already", "a new file", "Choose another name");
      }
    }
    try {
      byte[] der =
          KeyPairGenerator.getInstance(KeyKinds.WANTED).generateKeyPair().getPrivate().getEncoded();
      write(file, pem.apply(der));
      SigningKey made = read(file, passphrase);
      Files.writeString(open, made.verifying.pem(), StandardCharsets.US_ASCII);
      return made;
    } catch (IOException e) {
      throw Storage.problem(file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 15 has Ed25519", e);
    }
  }

  private static void write(Path file, String pem) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    OwnersOnly.create(file);
    Files.writeString(file, pem, StandardCharsets.US_ASCII);
  }

  /** Signs bytes; the same bytes give the same 64 bytes each time. */
  public byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(KeyKinds.WANTED);
      signature.initSign(secret);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read can sign", e);
    }
  }

  /** Returns the public part. */
  public VerifyingKey verifying() {
    return verifying;
  }
}

package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The 32 bytes above all other keys. It never encrypts or signs: each purpose gets a key of its own, by HKDF-SHA256
/// (RFC 5869).
public final class MasterKey {
    static final int LENGTH = 32;
    private static final String KDF_PROVIDER = "SunJCE"; // by name, or every provider on the class path is made first

    private final String id;
    private final byte[] key;
    private final Map<String, Hmac> hmacs = new ConcurrentHashMap<>();

    MasterKey(byte[] key) {
        if (key.length != LENGTH) throw new MasterKeyRefusal("a master key has 32 bytes");
        this.key = key.clone();
        this.id = HexFormat.of().formatHex(Digests.sha256(derive("id"))).substring(0, 8);
    }

    public static MasterKey random() {
        return new MasterKey(RandomToken.bytes(LENGTH));
    }

    /// From a setting: 32 bytes as hex, base64 or base64url; anything else is a [MasterKeyRefusal].
    public static MasterKey of(String setting) {
        return new MasterKey(MasterKeyText.parse(setting));
    }

    /// From a file that only its owner can read, which is made when it isn't there and never written again.
    public static MasterKey loadOrCreate(Path file) {
        return MasterKeyFile.loadOrCreate(file);
    }

    /// Puts the key in `next` into `file`, whose own goes on in `retired`; none of them is ever missing on the way.
    public static void replace(Path file, Path next, Path retired) {
        MasterKeyFile.replace(file, next, retired);
    }

    /// 8 hex digits by which a seal or a hash names the key it was made under; they tell nothing about the key.
    public String id() {
        return id;
    }

    /// 32 bytes for one purpose. Purposes are constants of the code, never input.
    public byte[] derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256", KDF_PROVIDER)
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addSalt("chancery".getBytes(UTF_8))
                            .addIKM(key)
                            .thenExpand(("chancery/v1/" + purpose).getBytes(UTF_8), LENGTH));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java 25 platform has HKDF-SHA256", absent);
        }
    }

    /// HMAC-SHA-256 under the key of one purpose.
    public byte[] hmac(String purpose, byte[] message) {
        return hmacs.computeIfAbsent(purpose, wanted -> new Hmac(derive(wanted)))
                .of(message);
    }

    /// As it is written into the file or the setting. Whoever calls this holds everything.
    public String reveal() {
        return MasterKeyText.print(key);
    }

    /// Kept beside the data while hashes and seals made under this key are still there: the old key under the new one.
    public Sealed sealedUnder(MasterKey newer) {
        return Sealed.seal(newer, key, "master-key/" + id);
    }

    /// The older key that [#sealedUnder] put away.
    public static MasterKey opened(Sealed sealed, MasterKey newer, String id) {
        return new MasterKey(sealed.open(newer, "master-key/" + id));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterKey that && MessageDigest.isEqual(derive("equals"), that.derive("equals"));
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}

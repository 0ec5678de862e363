package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What must be read back, encrypted: AES-256-GCM (NIST SP 800-38D) as `v1.{keyId}.{nonce}.{ciphertext}`. It opens only
/// in the context it was sealed for.
public record Sealed(String text) {
    private static final String PURPOSE = "seal";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    /// Where a sealed value belongs, so that moving it to another row breaks it.
    public static String context(String realm, String kind, String id) {
        return realm.length() + ":" + realm + "/" + kind.length() + ":" + kind + "/" + id;
    }

    public static Sealed seal(MasterKey key, byte[] plain, String context) {
        var nonce = RandomToken.bytes(NONCE);
        try {
            var ciphertext = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
            return new Sealed("v1." + key.id() + "." + Base64Url.encode(nonce) + "." + Base64Url.encode(ciphertext));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("AES-256-GCM failed", failed);
        }
    }

    /// The plain bytes, or [SealBroken].
    public byte[] open(MasterKeys keys, String context) {
        return open(keys.find(keyId()).orElseThrow(SealBroken::new), context);
    }

    public byte[] open(MasterKey key, String context) {
        var parts = parts();
        if (!parts[1].equals(key.id())) throw new SealBroken();
        try {
            var nonce = Base64Url.decode(parts[2]);
            if (nonce.length != NONCE) throw new SealBroken();
            return cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(Base64Url.decode(parts[3]));
        } catch (GeneralSecurityException | IllegalArgumentException tampered) {
            throw new SealBroken();
        }
    }

    /// The same under the present key; itself when it is that already.
    public Sealed resealed(MasterKeys keys, String context) {
        return keyId().equals(keys.current().id()) ? this : seal(keys.current(), open(keys, context), context);
    }

    public String keyId() {
        return parts()[1];
    }

    private String[] parts() {
        var parts = text.split("\\.", 5);
        if (parts.length != 4 || !parts[0].equals("v1")) throw new SealBroken();
        return parts;
    }

    private static Cipher cipher(int mode, MasterKey key, byte[] nonce, String context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.derive(PURPOSE), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("v1." + key.id() + "." + context).getBytes(UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "Sealed[…]";
    }
}

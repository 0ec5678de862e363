package dev.chancery.crypto;

/// A password at rest: Argon2 (RFC 9106) as a PHC string, which carries its own parameters and salt.
public record PasswordHash(String phc) {

    /// Stands where a password will never be compared with it.
    public static final PasswordHash OF_NOTHING =
            new PasswordHash(Argon2.fresh().phc());

    /// An `IllegalArgumentException` where the text is no Argon2 hash, or costs more than this server will spend.
    public PasswordHash {
        var _ = Argon2.parse(phc);
    }

    /// Whether a sign-in should replace this hash by a fresh one, because today's parameters are stronger.
    public boolean needsRehash() {
        return Argon2.parse(phc).isWeakerThanFresh();
    }

    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}

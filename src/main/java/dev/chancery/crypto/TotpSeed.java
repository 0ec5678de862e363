package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/// What an authenticator app counts its codes from: RFC 6238, as all of them have it (SHA-1, six digits, 30 seconds).
///
/// @param base32 20 bytes, as people can type them
public record TotpSeed(String base32) {
    /// How far the clock of a phone may be off, in steps: RFC 6238 §5.2.
    private static final int SKEW = 1;

    private static final int BYTES = 20; // RFC 4226 §4: "RECOMMENDs a shared secret length of 160 bits"
    private static final long STEP_SECONDS = 30;
    private static final Pattern FORM = Pattern.compile("[A-Z2-7]{32}");
    private static final HmacOneTimePasswordGenerator CODES = new HmacOneTimePasswordGenerator();

    public TotpSeed {
        if (!isSeed(base32)) throw new IllegalArgumentException("a seed is 20 bytes in base32");
    }

    public static TotpSeed random() {
        return new TotpSeed(Base32.toBase32String(RandomToken.bytes(BYTES)));
    }

    public static boolean isSeed(String text) {
        return FORM.matcher(text).matches();
    }

    /// The step that this is the code of, if that is the present one or one beside it. Whether it was used is not known
    /// here.
    public OptionalLong stepOf(String code, Instant now) {
        var typed = code.replace(" ", "").getBytes(US_ASCII);
        var present = now.getEpochSecond() / STEP_SECONDS;
        return LongStream.rangeClosed(present - SKEW, present + SKEW)
                .filter(step -> MessageDigest.isEqual(typed, code(step)))
                .findFirst();
    }

    private byte[] code(long step) {
        try {
            var key = new SecretKeySpec(Base32.decode(base32), "RAW");
            return CODES.generateOneTimePasswordString(key, step, Locale.ROOT).getBytes(US_ASCII);
        } catch (InvalidKeyException unfit) {
            throw new IllegalStateException("HMAC takes every key", unfit);
        }
    }

    @Override
    public String toString() {
        return "TotpSeed[…]";
    }
}

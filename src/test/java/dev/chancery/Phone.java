package dev.chancery;

import dev.chancery.factor.SetUpCode.Outcome;
import dev.chancery.guess.Guess;
import dev.chancery.realm.Realm;
import dev.chancery.session.SignIn;
import dev.chancery.user.CheckPassword;
import dev.chancery.user.User;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The authenticator app of somebody in a realm of the name `realm`, which reckons for itself, and how they use it.
public final class Phone {
    public static final String HERE = "192.0.2.1";

    public final String seed;
    public List<String> recoveryCodes = List.of();

    private final House house;
    private final Realm realm;
    private final User user;

    private Phone(House house, String realm, User user, String seed) {
        this.house = house;
        this.realm = house.realms.find(realm).orElseThrow();
        this.user = user;
        this.seed = seed;
    }

    /// One that the server doesn't know yet.
    public static Phone fresh(TestServer server, String realm, User user) {
        var house = server.server().house;
        return new Phone(house, realm, user, house.secondFactors.setUpCode.begin());
    }

    /// One that is asked for from now on.
    public static Phone of(TestServer server, String realm, User user) {
        var phone = fresh(server, realm, user);
        phone.confirm(SignIn.byPassword(phone.now()), phone.code(0));
        return phone;
    }

    /// The same, at another node.
    public Phone at(TestServer node) {
        return new Phone(node.server().house, realm.name(), user, seed);
    }

    public Outcome confirm(SignIn signIn, String code) {
        var outcome = house.secondFactors.setUpCode.confirm(realm, user, signIn, seed, code, HERE, () -> {});
        if (outcome instanceof Outcome.Confirmed(var codes)) recoveryCodes = codes;
        return outcome;
    }

    public Guess check(String code) {
        return check(code, HERE);
    }

    public Guess check(String code, String address) {
        return house.secondFactors.checkCode.run(realm, user, code, address);
    }

    public Guess recover(String code) {
        return house.secondFactors.useRecoveryCode.run(realm, user, code, HERE);
    }

    public CheckPassword.Outcome password(String password) {
        return house.checkPassword.run(realm, user.settings().username(), password, HERE);
    }

    public boolean isAskedFor() {
        return house.secondFactors.factors.hasCode(user.id());
    }

    public Instant now() {
        return house.clock.instant();
    }

    /// What it shows when its clock is so many steps ahead of the server's: RFC 4226 §5.3.
    public String code(int ahead) {
        return code(seed, now(), ahead);
    }

    /// The same of any app.
    public static String code(String seed, Instant now, int ahead) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(seed), "RAW"));
            var step = now.getEpochSecond() / 30 + ahead;
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            var number = ByteBuffer.wrap(hash).getInt(hash[19] & 0xf) & 0x7fff_ffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /// One that it doesn't show around now.
    public String wrongCode() {
        for (var code = 0; ; code++) {
            var text = "%06d".formatted(code);
            if (!List.of(code(-1), code(0), code(1)).contains(text)) return text;
        }
    }

    private static byte[] bytes(String base32) {
        var bits = new StringBuilder();
        for (var letter : base32.toCharArray()) {
            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits.append("%5s".formatted(Integer.toBinaryString(value)).replace(' ', '0'));
        }
        var bytes = new byte[bits.length() / 8];
        for (var i = 0; i < bytes.length; i++) bytes[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        return bytes;
    }
}

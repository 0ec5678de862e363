package dev.chancery.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.TokenHash;
import dev.chancery.id.GrantId;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The text of refresh tokens (RFC 6749 §1.5): `rt_{grant}_{counter}.e30.{mac}`. Each follows from its grant, its
/// counter and the master key, so that the same successor can be made again for a client that lost the answer,
/// while the database holds hashes only. `e30` is `{}`, for keycloak-js, which reads refresh tokens as if they
/// were JWTs.
public record RefreshTokens(MasterKeys keys) {
    private static final String PURPOSE = "refresh-token";
    private static final Pattern FORM =
            Pattern.compile("rt_([0-9a-f-]{36})_(0|[1-9][0-9]{0,17})\\.e30\\.[A-Za-z0-9_-]{43}");
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    public String of(GrantId grant, long counter) {
        return of(keys.current(), grant, counter);
    }

    /// The one that was made before, under whichever key; absent when that key is gone.
    public Optional<String> again(GrantId grant, long counter, TokenHash hash) {
        return keys.all()
                .map(key -> of(key, grant, counter))
                .filter(text -> TokenHash.of(text).equals(hash))
                .findFirst();
    }

    /// What it says of itself, whoever wrote it; absent for a text of another form.
    public Optional<GrantId> grant(String text) {
        return form(text).map(form -> new GrantId(form.group(1)));
    }

    /// Whether this server made it once: nobody else ends a grant by naming it.
    public boolean isGenuine(String text) {
        return form(text)
                .filter(form -> keys.all()
                        .map(key -> of(key, new GrantId(form.group(1)), Long.parseLong(form.group(2))))
                        .anyMatch(made -> MessageDigest.isEqual(made.getBytes(US_ASCII), text.getBytes(US_ASCII))))
                .isPresent();
    }

    private static Optional<MatchResult> form(String text) {
        var form = FORM.matcher(text);
        return form.matches() ? Optional.of(form) : Optional.empty();
    }

    private static String of(MasterKey key, GrantId grant, long counter) {
        var named = "rt_%s_%d.e30".formatted(grant.value(), counter);
        return named + "." + TEXT.encodeToString(key.hmac(PURPOSE, named.getBytes(US_ASCII)));
    }
}

package dev.chancery.document;

import static dev.chancery.document.Member.or;
import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.client.ClientSecret;
import dev.chancery.client.SecretMaker.Brought;
import dev.chancery.crypto.SecretHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A secret of a client of a realm's document: what is kept of it, or the secret itself. The latter is only taken,
/// never shown.
///
/// @param hash works on a server under the same master key
/// @param weak it was chosen by somebody, and could be guessed; true when absent
/// @param expiresAt from when it works no more; never, when absent
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretDocument(
        @Nullable String name,
        @Nullable String hash,
        @Nullable String value,
        @Nullable Boolean weak,
        @Nullable String expiresAt) {

    static SecretDocument of(ClientSecret secret) {
        return new SecretDocument(secret.name(), secret.hash().text(), null, secret.weak(), time(secret.expiresAt()));
    }

    /// Told as `Text[…]`, wherever it is told.
    Brought brought(Place place) {
        if ((hash == null) == (value == null)) throw place.invalid("Either a hash or a value.");
        if (hash == null) return new Brought.Text(or(value, ""));
        try {
            return new Brought.Hash(SecretHash.parse(hash), or(weak, true));
        } catch (IllegalArgumentException malformed) {
            throw place.in("hash").invalid("A hash as an export has it.");
        }
    }

    @Nullable
    Instant end() {
        return Member.instant("expiresAt", expiresAt);
    }

    @Override
    public String toString() {
        return "SecretDocument[" + name + "]";
    }
}

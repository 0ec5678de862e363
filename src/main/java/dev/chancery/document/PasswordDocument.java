package dev.chancery.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.crypto.PasswordHash;
import org.jspecify.annotations.Nullable;

/// The password of a person of a realm's document: what is kept of it, or the password itself. The latter is only
/// taken, never shown.
///
/// @param hash Argon2 as a PHC string
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PasswordDocument(
        @Nullable String hash, @Nullable String value) {

    static PasswordDocument of(PasswordHash kept) {
        return new PasswordDocument(kept.phc(), null);
    }

    String inFull(Place place) {
        if (value == null || hash != null) throw place.invalid("Either a hash or a value.");
        return value;
    }

    PasswordHash kept(Place place) {
        try {
            if (hash != null && value == null) return new PasswordHash(hash);
        } catch (IllegalArgumentException unusable) {
            throw place.in("hash").invalid("An Argon2 hash in PHC form, of at most 64 MiB and as much work.");
        }
        throw place.invalid("Either a hash or a value.");
    }

    @Override
    public String toString() {
        return "PasswordDocument[…]";
    }
}

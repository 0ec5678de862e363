package dev.chancery.consent;

import dev.chancery.id.ClientKey;
import dev.chancery.id.ScopeId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one client may do in somebody's name.
///
/// @param clientId of RFC 6749 §2.2; `name` is how people know it, and may be empty
/// @param scopes that they agreed to; none when they were never asked
/// @param agreedAt absent with them
/// @param awaySince when they let it act while they are away (OpenID Connect Core §11); absent when they did not
public record Agreement(
        ClientKey client,
        String clientId,
        String name,
        Set<ScopeId> scopes,
        @Nullable Instant agreedAt,
        @Nullable Instant awaySince) {}

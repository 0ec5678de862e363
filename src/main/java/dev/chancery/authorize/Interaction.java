package dev.chancery.authorize;

import dev.chancery.crypto.TokenHash;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sign-in that is under way. What was asked and what has been proved stay here; the browser has a handle.
///
/// @param handle of which only the hash is kept
/// @param asked by the client that sent somebody here; absent when they came by themselves, for a device
/// @param device the user code that they want to confirm, sealed: RFC 8628 §3.3
/// @param person who has shown a first proof of being somebody; absent before
/// @param methods what they have shown since, by the names of RFC 8176
/// @param remember they want to stay signed in
/// @param pending what they are about to set up, sealed; empty for nothing
public record Interaction(
        TokenHash handle,
        RealmId realm,
        @Nullable Asked asked,
        @Nullable String device,
        @Nullable SubjectId person,
        List<String> methods,
        boolean remember,
        String pending,
        Instant begunAt,
        Instant endsAt) {

    public Interaction {
        methods = List.copyOf(methods);
    }

    /// All that they have shown now.
    public Interaction proved(SubjectId who, List<String> shown, boolean stay) {
        return new Interaction(handle, realm, asked, device, who, shown, stay, pending, begunAt, endsAt);
    }
}

package dev.chancery.device;

import dev.chancery.crypto.TokenHash;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device that asks to be let in: RFC 8628 §3.2.
///
/// @param device of whose code only the hash is kept
/// @param clientId the client's name
/// @param scope the names that it may have, separated by spaces
/// @param address from where the device asked
/// @param userAgent what it calls itself, cut to a length that fits
/// @param session in which somebody allowed it; absent before
/// @param endsAt when its codes end
public record DeviceAuthorization(
        TokenHash device,
        RealmId realm,
        ClientKey client,
        String clientId,
        String scope,
        String address,
        String userAgent,
        State state,
        @Nullable SessionId session,
        Instant begunAt,
        Instant endsAt) {
    private static final int LONGEST_AGENT = 255;

    /// What became of it.
    public enum State {
        PENDING,
        ALLOWED,
        DENIED,
        /// The device has been told, and gets no other answer.
        TOLD
    }

    public DeviceAuthorization {
        if (userAgent.length() > LONGEST_AGENT) userAgent = userAgent.substring(0, LONGEST_AGENT);
    }
}

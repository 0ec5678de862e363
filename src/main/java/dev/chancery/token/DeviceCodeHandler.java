package dev.chancery.token;

import static dev.chancery.oauth.OAuthError.ACCESS_DENIED;
import static dev.chancery.oauth.OAuthError.AUTHORIZATION_PENDING;
import static dev.chancery.oauth.OAuthError.EXPIRED_TOKEN;
import static dev.chancery.oauth.OAuthError.INVALID_GRANT;
import static dev.chancery.oauth.OAuthError.SLOW_DOWN;

import dev.chancery.client.Grant;
import dev.chancery.crypto.TokenHash;
import dev.chancery.device.DeviceAuthorization;
import dev.chancery.device.TakeDevice;
import dev.chancery.failure.FailureCause;
import dev.chancery.issue.GrantedScope;
import dev.chancery.issue.StandingGrants;
import dev.chancery.issue.Tokens;
import dev.chancery.oauth.OAuthError;
import dev.chancery.oauth.OAuthException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The device asks what became of its request: RFC 8628 §3.4 and §3.5.
public record DeviceCodeHandler(TakeDevice devices, StandingGrants standing, FreshGrants grants, InstantSource clock)
        implements GrantHandler {

    @Override
    public Grant type() {
        return Grant.DEVICE_CODE;
    }

    @Override
    public Tokens exchange(GrantRequest request) {
        var now = clock.instant();
        var device = own(request);
        if (!now.isBefore(device.endsAt()))
            throw refused(
                    request, EXPIRED_TOKEN, FailureCause.DEVICE_CODE_EXPIRED, "the device code has expired: ask anew");
        // §3.5: "the client MUST wait at least the number of seconds specified by the "interval" parameter"
        if (!devices.poll(device, now))
            throw refused(request, SLOW_DOWN, FailureCause.DEVICE_TOO_FAST, "wait 5 seconds longer each time");
        return switch (device.state()) {
            case PENDING ->
                throw refused(request, AUTHORIZATION_PENDING, FailureCause.DEVICE_PENDING, "nobody has allowed it yet");
            case DENIED -> throw denied(request, device);
            case TOLD -> throw unknown(request);
            case ALLOWED -> allowed(request, device, now);
        };
    }

    /// What the code stands for, unless it was given to another client: it is left to that.
    private DeviceAuthorization own(GrantRequest request) {
        var device = devices.find(request.realm().id(), TokenHash.of(request.required("device_code")))
                .orElseThrow(() -> unknown(request));
        if (!device.client().equals(request.client().client().id()))
            throw invalid(request, FailureCause.DEVICE_CODE_OF_ANOTHER_CLIENT);
        return device;
    }

    private OAuthException denied(GrantRequest request, DeviceAuthorization device) {
        if (!devices.tell(device)) return unknown(request);
        return refused(request, ACCESS_DENIED, FailureCause.DEVICE_DENIED, "somebody said no");
    }

    private Tokens allowed(GrantRequest request, DeviceAuthorization device, Instant now) {
        var client = request.client().client();
        var approval = Optional.ofNullable(device.session())
                .flatMap(session -> standing.approval(request.realm(), client, session, device.begunAt()))
                .orElseThrow(() -> invalid(request, FailureCause.GRANT_ENDED));
        var scope = GrantedScope.ofGrant(request.client().registration(), device.scope(), "");
        var fresh = grants.of(request, approval.user(), approval.signIn(), scope, now);
        // nothing before this may take the code, and nothing after it may fail
        if (!devices.run(request.realm(), device, fresh.visitor(), fresh.session(), fresh.grant(), fresh.refresh()))
            throw unknown(request);
        return fresh.answer();
    }

    /// One text for all, so that a code tells nothing to whoever guesses.
    private static OAuthException invalid(GrantRequest request, FailureCause cause) {
        return refused(request, INVALID_GRANT, cause, "the device code is invalid, or was used");
    }

    private static OAuthException unknown(GrantRequest request) {
        return invalid(request, FailureCause.DEVICE_CODE_UNKNOWN);
    }

    private static OAuthException refused(
            GrantRequest request, OAuthError error, FailureCause cause, String description) {
        return error.because(cause, "%s", description)
                .of(request.client().client().clientId());
    }
}

package dev.chancery.login;

import dev.chancery.authorize.Browser;
import dev.chancery.authorize.Interactions;
import dev.chancery.crypto.TokenHash;
import dev.chancery.device.DeviceEndpoint;
import dev.chancery.device.Devices;
import dev.chancery.device.UserCode;
import dev.chancery.factor.QrCode;
import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureLog;
import dev.chancery.guess.Guess;
import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realm;
import java.util.List;
import java.util.Optional;

/// The page where people type the code that a device shows: RFC 8628 §3.3.
public record DeviceCodeEndpoint(
        Issuer issuer, Devices devices, Browser browser, Interactions interactions, FailureLog failures, Pages pages) {

    /// `GET` shows the code that the address names, to be compared (§3.3.1), and does nothing; `POST` takes what was
    /// typed and leads to where people sign in.
    public Response handle(Realm realm, Request http) {
        var known = browser.known(realm, http);
        if (known.isPresent()) return handle(realm, http, known.get());
        var met = browser.met(realm);
        return handle(realm, http, met.hash()).with(met.cookie());
    }

    private Response handle(Realm realm, Request http, TokenHash known) {
        if (http.method().equals("POST")) return take(realm, http, known, code(http.form()));
        var code = code(http.query()).map(UserCode::text).orElse("");
        return show(realm, http, 200, code, "");
    }

    private static Optional<UserCode> code(Form form) {
        return form.one(DeviceEndpoint.USER_CODE).flatMap(UserCode::typed);
    }

    private Response take(Realm realm, Request http, TokenHash known, Optional<UserCode> code) {
        OwnForm.require(http);
        return switch (devices.enter(realm, known, http.address(), code)) {
            case Guess.Right _ ->
                interactions.begin(realm, http, null, code.orElseThrow().text());
            case Guess.Wrong _ -> {
                record(realm, http, FailureCause.DEVICE_CODE_UNKNOWN);
                yield show(realm, http, 200, "", "complaint.user-code");
            }
            case Guess.TooMany(var wait) -> {
                record(realm, http, FailureCause.TOO_MANY_GUESSES);
                yield show(realm, http, 429, "", "complaint.too-many")
                        .with("Retry-After", Long.toString(wait.toSeconds() + 1));
            }
        };
    }

    /// Never with what was typed: it may be a code that lives.
    private void record(Realm realm, Request http, FailureCause cause) {
        failures.record(realm.id(), cause, "", "a user code of a device", http.address());
    }

    private Response show(Realm realm, Request http, int status, String code, String complaint) {
        var page = issuer.of(realm) + DeviceEndpoint.PAGE;
        var address = code.isEmpty() ? page : page + "?" + DeviceEndpoint.USER_CODE + "=" + code;
        return pages.show(status, realm, http, List.of(), new DeviceCodePage(code, QrCode.svg(address), complaint));
    }
}

package dev.chancery.login;

import dev.chancery.admin.Actor;
import dev.chancery.authorize.Answering;
import dev.chancery.authorize.Asked;
import dev.chancery.authorize.Interaction;
import dev.chancery.authorize.Interactions;
import dev.chancery.authorize.Next;
import dev.chancery.client.Grant;
import dev.chancery.client.Registrations;
import dev.chancery.device.DeviceAuthorization;
import dev.chancery.device.Devices;
import dev.chancery.device.UserCode;
import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureLog;
import dev.chancery.http.Form;
import dev.chancery.http.Network;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.session.Session;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A device shows a code, and they are to say whether it is theirs: RFC 8628 §3.3. Nothing lets it in but their word on
/// a page that tells what it is.
record DeviceArrival(
        Interactions interactions,
        Registrations registrations,
        Answering answering,
        Devices devices,
        FailureLog failures,
        Pages pages)
        implements Arrival {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public Visit visit(Realm realm, Request http, Interactions.Found found, @Nullable Session session) {
        var device = device(realm, code(found.interaction()));
        var registration = registrations
                .find(realm.id(), device.clientId())
                .filter(client -> client.client().settings().enabled())
                .filter(client -> client.client().settings().allows(Grant.DEVICE_CODE))
                .orElseThrow(Interactions::ended);
        var asked = Asked.byDevice(device.clientId(), device.scope());
        return new Visit(realm, http, found.interaction(), found.handle(), registration, asked, session);
    }

    private DeviceAuthorization device(Realm realm, UserCode code) {
        return devices.find(realm.id(), code).orElseThrow(Interactions::ended);
    }

    private UserCode code(Interaction interaction) {
        return interactions.userCode(interaction).flatMap(UserCode::typed).orElseThrow(Interactions::ended);
    }

    @Override
    public String step() {
        return "device-confirm";
    }

    /// RFC 8628 §5.4: "the user [is to] confirm that the device is in their possession": always, whatever they agreed
    /// to before.
    @Override
    public boolean asks(Next next) {
        return next instanceof Next.AskForConsent || next instanceof Next.Answer;
    }

    @Override
    public Response refuse(Visit visit, OAuthException why) {
        throw why;
    }

    @Override
    public Response answer(Visit visit, Session session) {
        return ask(visit, session);
    }

    @Override
    public Response ask(Visit visit, Session session) {
        var code = code(visit.interaction());
        var device = device(visit.realm(), code);
        var elsewhere = isElsewhere(visit.http(), device);
        if (elsewhere)
            failures.record(
                    visit.realm().id(),
                    FailureCause.DEVICE_ELSEWHERE,
                    device.clientId(),
                    "the device asks from " + device.address(),
                    visit.http().address());
        var scopes = answering.toAgree(visit.registration(), visit.asked(), session);
        var startedAt = TIME.format(device.begunAt());
        return visit.show(
                pages,
                200,
                new DeviceConfirmPage(
                        visit.client(),
                        answering.name(visit.realm(), session),
                        code.text(),
                        device.address(),
                        startedAt,
                        ConsentPage.texts(scopes),
                        elsewhere,
                        Shown.to(session, scopes).text()));
    }

    private static boolean isElsewhere(Request http, DeviceAuthorization device) {
        var here = Network.of(http.address());
        return here.isEmpty() || !here.equals(Network.of(device.address()));
    }

    @Override
    public Response take(Visit visit, Session session, Form form) {
        var scopes = answering.toAgree(visit.registration(), visit.asked(), session);
        if (!Shown.to(session, scopes).isIn(form)) return ask(visit, session);
        return switch (form.one("confirm").orElse("")) {
            case "allow" -> {
                decide(visit, session, who -> {
                    if (!scopes.isEmpty()) answering.agree(visit.realm(), visit.registration(), scopes, session, who);
                    else if (!answering.isAgreed(visit.registration(), visit.asked(), session)) return false;
                    return devices.allow(who, visit.realm(), code(visit.interaction()), session);
                });
                yield visit.show(pages, 200, new DonePage("done.device.title", "done.device.text"));
            }
            case "deny" -> {
                decide(visit, session, who -> devices.deny(who, visit.realm(), code(visit.interaction()), session));
                yield visit.show(pages, 200, new DonePage("done.device-denied.title", "done.device-denied.text"));
            }
            default -> ask(visit, session);
        };
    }

    /// For one caller only, and all of it or nothing.
    private void decide(Visit visit, Session session, Predicate<Actor> work) {
        var who = answering.actor(visit.realm(), session, visit.http());
        interactions.finish(visit.interaction(), () -> {
            if (!work.test(who)) throw Interactions.ended();
        });
    }
}

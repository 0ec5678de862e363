package dev.chancery;

import dev.chancery.authorize.Answering;
import dev.chancery.authorize.AuthorizeEndpoint;
import dev.chancery.authorize.Browser;
import dev.chancery.authorize.Delivery;
import dev.chancery.authorize.Interactions;
import dev.chancery.authorize.IssueCode;
import dev.chancery.consent.Consents;
import dev.chancery.device.Devices;
import dev.chancery.http.Views;
import dev.chancery.issue.IdTokenHint;
import dev.chancery.login.DeviceCodeEndpoint;
import dev.chancery.login.ErrorPages;
import dev.chancery.login.Pages;
import dev.chancery.login.SignInEndpoint;
import dev.chancery.login.SignInSteps;
import dev.chancery.login.SignOutEndpoint;
import dev.chancery.oauth.Issuer;
import dev.chancery.user.ChangeOwnProfile;

/// Where people come in: the endpoint that clients send them to, the page where they sign in, and the one that says why
/// not.
record SignIns(
        AuthorizeEndpoint authorize,
        SignInEndpoint page,
        DeviceCodeEndpoint deviceCode,
        SignOutEndpoint signOut,
        ErrorPages errors) {

    static SignIns of(House house, Issuer issuer, Views views, Pages pages, IdTokenHint hints) {
        var guests = house.guests;
        var factors = house.secondFactors;
        var browser = new Browser(issuer, guests.sessionStore, house.changes, house.clock);
        var interactions = new Interactions(
                house.db, issuer, guests.interactionStore, house.guesses, house.changes, house.masterKeys, house.clock);
        var answering = new Answering(
                new Consents(house.db, guests.consentStore, house.trail, house.clock),
                house.userStore,
                new IssueCode(house.db, guests.sessionStore, guests.grantStore, house.clock),
                new Delivery(issuer, views, Pages.LANGUAGES),
                house.failures,
                factors.factors::hasCode,
                house.clock);
        var authorize =
                new AuthorizeEndpoint(house.registrations, hints, browser, answering, interactions, house.clock);
        var steps = new SignInSteps(
                house.checkPassword,
                house.userStore,
                factors.checkCode,
                factors.useRecoveryCode,
                factors.setUpCode,
                house.changeOwnPassword,
                new ChangeOwnProfile(house.db, house.userStore, house.trail, house.clock),
                interactions,
                house.failures,
                house.clock);
        var devices = new Devices(house.db, guests.deviceStore, house.guesses, house.trail, house.clock);
        var page = new SignInEndpoint(
                interactions,
                browser,
                house.registrations,
                house.userStore,
                guests.beginSession,
                guests.endSession,
                user -> factors.factors.hasCode(user.id()),
                steps,
                answering,
                devices,
                house.failures,
                pages,
                house.clock);
        var deviceCode = new DeviceCodeEndpoint(issuer, devices, browser, interactions, house.failures, pages);
        var signOut = new SignOutEndpoint(
                browser, house.registrations, hints, house.userStore, guests.endSession, house.masterKeys, pages);
        return new SignIns(authorize, page, deviceCode, signOut, new ErrorPages(pages, house.failures));
    }
}

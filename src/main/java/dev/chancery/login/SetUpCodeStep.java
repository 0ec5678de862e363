package dev.chancery.login;

import dev.chancery.authorize.Due;
import dev.chancery.authorize.Interactions;
import dev.chancery.factor.KeyUri;
import dev.chancery.factor.QrCode;
import dev.chancery.factor.SetUpCode;
import dev.chancery.factor.SetUpCode.Outcome;
import dev.chancery.http.Form;
import dev.chancery.session.SignIn;
import dev.chancery.user.User;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An authenticator app is taken into use. Its seed waits on the server, sealed, until a code of it has been shown.
record SetUpCodeStep(SetUpCode setUp, Interactions interactions, InstantSource clock) implements LoginStep {

    @Override
    public Due due() {
        return Due.SET_UP_CODE;
    }

    @Override
    public List<String> names() {
        return List.of("set-up-code");
    }

    @Override
    public Page page(Visit visit, @Nullable User user, String complaint) {
        var seed = seed(visit);
        var uri = new KeyUri(visit.realm(), Objects.requireNonNull(user), seed).text();
        return new SetUpCodePage(seed, QrCode.svg(uri), complaint);
    }

    @Override
    public Taken take(Visit visit, @Nullable User user, Form form) {
        var who = Objects.requireNonNull(user);
        var code = form.one("code").orElse("");
        var signIn = SignIn.by(visit.interaction().methods(), clock.instant());
        var address = visit.http().address();
        return switch (setUp.confirm(visit.realm(), who, signIn, seed(visit), code, address, () -> proved(visit))) {
            case Outcome.Confirmed(var recoveryCodes) -> new Taken.Shown(new RecoveryCodesPage(recoveryCodes));
            case Outcome.Wrong _ -> new Taken.Again(page(visit, user, "complaint.code"), 200);
            case Outcome.Unproved _ -> throw Interactions.ended();
        };
    }

    /// The app that is taken into use with it has been shown.
    private void proved(Visit visit) {
        interactions.require(visit.interaction());
        CodeStep.proved(visit, interactions);
    }

    /// The one that waits, or a new one.
    private String seed(Visit visit) {
        var waiting = interactions.held(visit.interaction());
        if (waiting.isPresent()) return waiting.get();
        var seed = setUp.begin();
        interactions.hold(visit.interaction(), seed);
        return seed;
    }
}

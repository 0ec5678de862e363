package dev.chancery.authorize;

import dev.chancery.realm.Realm;
import dev.chancery.session.SignIn;
import dev.chancery.user.RequiredAction;
import dev.chancery.user.User;
import java.util.List;

/// What somebody has to show or do next before they are signed in. There is no way past one: it is decided anew from
/// what the server has recorded, whatever the browser sends.
public enum Due {
    PASSWORD,
    CODE,
    NEW_PASSWORD,
    SET_UP_CODE,
    PROFILE,
    ADDRESS,
    NOTHING;

    /// `methods` is what they have shown, `hasCode` whether they have a second factor.
    public static Due of(Realm realm, User user, List<String> methods, boolean hasCode) {
        var actions = user.settings().requiredActions();
        if (!methods.contains(SignIn.PASSWORD)) return PASSWORD;
        if (hasCode && !methods.contains(SignIn.ONE_TIME_PASSWORD)) return CODE;
        if (actions.contains(RequiredAction.UPDATE_PASSWORD)) return NEW_PASSWORD;
        if (actions.contains(RequiredAction.CONFIGURE_TOTP)) return SET_UP_CODE;
        if (realm.settings().mfaRequired() && !hasCode) return SET_UP_CODE;
        if (actions.contains(RequiredAction.UPDATE_PROFILE)) return PROFILE;
        return actions.contains(RequiredAction.VERIFY_EMAIL) ? ADDRESS : NOTHING;
    }

    /// Whether something has become due since somebody signed in.
    static boolean isAnything(Realm realm, User user, SignIn signIn) {
        return !user.settings().requiredActions().isEmpty()
                || (realm.settings().mfaRequired() && !signIn.level().equals(SignIn.TWO_FACTORS));
    }
}

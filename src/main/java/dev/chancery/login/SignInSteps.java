package dev.chancery.login;

import dev.chancery.authorize.Due;
import dev.chancery.authorize.Interactions;
import dev.chancery.factor.CheckCode;
import dev.chancery.factor.SetUpCode;
import dev.chancery.factor.UseRecoveryCode;
import dev.chancery.failure.FailureLog;
import dev.chancery.user.ChangeOwnPassword;
import dev.chancery.user.ChangeOwnProfile;
import dev.chancery.user.CheckPassword;
import dev.chancery.user.UserStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The steps that there are, in the order in which they can be due.
public final class SignInSteps {
    private final List<LoginStep> steps;

    public SignInSteps(
            CheckPassword passwords,
            UserStore users,
            CheckCode codes,
            UseRecoveryCode recoveryCodes,
            SetUpCode setUpCode,
            ChangeOwnPassword changePassword,
            ChangeOwnProfile changeProfile,
            Interactions interactions,
            FailureLog failures,
            InstantSource clock) {
        steps = List.of(
                new PasswordStep(passwords, users, interactions, failures),
                new CodeStep(codes, recoveryCodes, interactions, failures),
                new NewPasswordStep(changePassword, interactions),
                new SetUpCodeStep(setUpCode, interactions, clock),
                new ProfileStep(changeProfile, interactions));
    }

    /// Absent when there is no page for it.
    Optional<LoginStep> find(Due due) {
        return steps.stream().filter(step -> step.due() == due).findFirst();
    }
}
